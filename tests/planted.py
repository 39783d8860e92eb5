"""Faults planted into sound records (cases/check/faults.toml), and where a check must find them."""

import json
import shutil
import tomllib
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).parent
CASES = HERE / "cases" / "check"
SEEDS = HERE.parent / "seeds"


class Planted(NamedTuple):
    """One fault. at: file, line, column, counted here by other means than newsx counts them."""

    why: str
    kind: str
    severity: str
    at: tuple[str, int, int]
    says: str | None


@cache
def table() -> list[dict[str, Any]]:
    return tomllib.loads((CASES / "faults.toml").read_text("utf-8"))["fault"]


def plant(folder: Path) -> tuple[list[Planted], list[str]]:
    """Writes articles and faulty.jsonl into a folder; returns the faults, and the lines of the file that are sound."""
    shutil.copytree(SEEDS, folder / "seeds", ignore=shutil.ignore_patterns("newsx.toml"))
    shutil.copytree(CASES / "articles", folder / "articles")
    placed = [_placed(folder, row) for row in table() if "text" in row]
    placed.sort(key=lambda p: (p[0]["doc"], p[0]["start"], p[0]["end"]))
    lines: list[bytes] = []
    faults: list[Planted] = []
    sound = []
    for record, at, row in placed:
        lines.append(json.dumps(record, ensure_ascii=False).encode())
        if row.get("fine"):
            sound.append(lines[-1].decode())
        else:
            faults.append(Planted(row["why"], row["kind"], row.get("severity", "error"), at, row.get("says")))
    for row in sorted((row for row in table() if "text" not in row), key=lambda row: row.get("last", False)):
        raw = row["raw"].encode() if "raw" in row else row["latin"].encode("cp1252")
        lines.append(raw)
        column = len(raw.decode("cp1252")) + 1 if row.get("last") else row.get("column", 1)
        faults.append(Planted(row["why"], row["kind"], "error", ("faulty.jsonl", len(lines), column), row.get("says")))
    (folder / "faulty.jsonl").write_bytes(b"\n".join(lines))  # no line end: the last record is cut
    return faults, sound


def _placed(folder: Path, row: dict[str, Any]) -> tuple[dict[str, Any], tuple[str, int, int], dict[str, Any]]:
    text = (folder / row["doc"]).read_bytes().decode()
    start = text.index(row["text"], text.index(row["after"]) if "after" in row else 0)
    if row.get("in_bytes"):
        start = len(text[:start].encode())
    end = start + len(row["text"])
    start, end = row.get("start", start), row.get("end", end)
    before = text[:start].split("\n")
    line, column = row.get("place", (len(before), len(before[-1]) + 1))
    record = {"doc": row["doc"], "start": start, "end": end, "text": row["text"], **row["record"]}
    return record, (row["doc"], line, column), row
