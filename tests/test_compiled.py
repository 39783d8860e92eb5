"""The universe kept in a file: the same answers as without it, whatever has become of the file."""

import os
import random
import sys
import time
from pathlib import Path

import pytest

from newsx.errors import SettingsError
from newsx.universe import Universe, companies, compiled, table

OWN = """name,ticker,mic,aliases,ambiguous,listings,isin
Tessaly Foods plc,TSLY,XLON,Tessaly,,TSLYF:OTCM,
"Quill & Oram, Inc.",QORM,XNYS,Quill and Oram,Quill|Oram,,
Łódzka Bavełna SA,LBV,XWAR,Łódzka,,,
Quill Marine Limited,,,,Quill,,
9 Elms Property plc,NELM,XLON,,,,
Alibaba Group Holding Limited,BABA,XNYS,,,,
"""
SHIPPED = f"""{",".join(table.COLUMNS)}
Veldmark Instruments plc,VELD,XLON,,GB,Veldmark,,,,company,12,own
"""
NAMES = [
    "Tessaly",
    "Tessaly Foods",
    "Quill",
    "Oram",
    "Quill & Oram",
    "Łódzka",
    "Alibaba",
    "Apple",
    "McDonald’s",
    "Zz",
    "",
]
SYMBOLS = ["TSLY", "TSLYF", "QORM", "LBV", "BABA", "9988", "BRK-B", "700", "ZZZZZ"]


@pytest.fixture(autouse=True)
def kept(tmp_path, monkeypatch):
    """An empty cache directory of the test's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "newsx"


@pytest.fixture
def beside_all(tmp_path):
    """A list of the user's own, beside the shipped one."""
    path = tmp_path / "own.csv"
    path.write_text(OWN, encoding="utf-8")
    return path


@pytest.fixture
def own(beside_all, tmp_path, monkeypatch):
    """The same, where the shipped list is a short one: what becomes of a file does not hang on its size."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data/companies.csv").write_text(SHIPPED, encoding="utf-8")
    monkeypatch.setattr(companies, "files", lambda package: tmp_path)
    return beside_all


def load(*own: Path) -> Universe:
    """As a new process does."""
    companies._load.cache_clear()
    return Universe.load(*own)


def said(universe: Universe) -> list[object]:
    """What a universe answers."""
    return [
        [[c.id for c in universe.named(name)] for name in NAMES],
        [[c.id for c in universe.folded(name)] for name in NAMES],
        [name in universe for name in NAMES],
        [name in universe.names for name in NAMES],
        [(c := universe.symbol(symbol)) and c.id for symbol in SYMBOLS],
        [universe.get(id) for id in ("XLON:TSLY", "XNYS:QORM", "quill-marine-limited", "XNYS:BABA", "nobody")],
        [name in universe.ambiguous for name in NAMES],
        universe.numbered,
        sorted(universe.names),
        universe.by_isin("US0378331005"),
        len(universe),
        universe.companies,
    ]


@pytest.mark.parametrize("whole", [10**9, 0], ids=["as a whole", "in parts"])
def test_the_file_answers_as_the_lists_do(beside_all, monkeypatch, whole):
    monkeypatch.setattr(compiled, "WHOLE", whole)
    built = load(beside_all)
    read = load(beside_all)
    assert isinstance(built._rows, list) and not isinstance(read._rows, list)  # or the test compares one with itself
    assert isinstance(read._named, dict) == bool(whole)
    assert said(read) == said(built)
    assert built.named("Quill")[0].id == "XNYS:QORM" and "9 Elms" in read.numbered


def test_what_changes_is_read_again(own):
    assert load(own).named("Tessaly Foods") and load(own).named("Veldmark")
    own.write_text(OWN.replace("Tessaly", "Thessalia"), encoding="utf-8")
    universe = load(own)
    assert not universe.named("Tessaly Foods") and universe.named("Thessalia Foods")


def test_a_list_that_is_gone_or_broken_is_said_though_it_was_kept(own):
    load(own)
    own.write_text("name,ticker\nOne,ONE,XNYS\n")
    with pytest.raises(SettingsError, match=r"own\.csv:2: 3 cells"):
        load(own)
    own.unlink()
    with pytest.raises(SettingsError, match="no such file"):
        load(own)


def test_other_code_makes_it_anew(own, monkeypatch):
    load(own)
    monkeypatch.setattr(companies, "__version__", "0.0.0")
    assert isinstance(load(own)._rows, list)


SPOILT = {
    "empty": lambda data: b"",
    "cut": lambda data: data[: len(data) // 2],
    "longer": lambda data: data + b"x",
    "zeros": lambda data: bytes(len(data)),
    "another thing": lambda data: b"name,ticker\n" * 100,
}


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_a_spoilt_file_is_made_anew(own, kept, spoil):
    load(own)
    (path,) = kept.iterdir()
    path.write_bytes(spoil(path.read_bytes()))
    assert isinstance(load(own)._rows, list)
    assert not isinstance(load(own)._rows, list)


def test_a_turned_bit_is_never_believed(own, kept):
    """Wherever it is: in the head, in a name, in a number of marshal's."""
    right = said(load(own))
    (path,) = kept.iterdir()
    whole = path.read_bytes()
    draw = random.Random(11)
    for number in range(200):
        data = bytearray(whole)
        data[draw.randrange(len(data) if number % 4 else 200)] ^= 1 << draw.randrange(8)
        path.write_bytes(data)
        universe = load(own)
        assert isinstance(universe._rows, list) and said(universe) == right


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_named_pipe_in_its_place_keeps_nobody_waiting(own, kept):
    load(own)
    (path,) = kept.iterdir()
    path.unlink()
    os.mkfifo(path)
    assert isinstance(load(own)._rows, list)
    assert not isinstance(load(own)._rows, list)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="files have no owner here")
def test_a_file_that_others_may_write_is_not_believed(own, kept):
    load(own)
    (path,) = kept.iterdir()
    path.chmod(0o622)
    assert isinstance(load(own)._rows, list)


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are UTF-8 here")
def test_a_list_whose_name_is_not_utf8(own, kept):
    path = own.rename(own.parent / os.fsdecode(b"\xff.csv"))
    assert load(path).named("Tessaly Foods")
    assert not isinstance(load(path)._rows, list)
    assert len([*kept.iterdir()]) == 1


def test_no_directory_to_write_to(own, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert load(own).named("Tessaly") and load(own).named("Tessaly")


def test_no_home(own, monkeypatch):
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr(Path, "home", lambda: (_ for _ in ()).throw(RuntimeError("no home")))
    assert load(own).named("Tessaly")


def test_where_it_lies(monkeypatch, tmp_path):
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.setattr("sys.platform", "linux")
    assert compiled._directory() == tmp_path / ".cache" / "newsx"
    monkeypatch.setattr("sys.platform", "darwin")
    assert compiled._directory() == tmp_path / "Library" / "Caches" / "newsx"


def test_only_the_last_few_are_kept(kept):
    tables = companies._tables([["Acme plc", *[""] * 11]])
    for n in range(compiled.KEPT + 3):
        compiled.save(f"list {n}", ("1",), tables)
        for path in kept.iterdir():  # a minute passes
            os.utime(path, (path.stat().st_atime - 60, path.stat().st_mtime - 60))
    there = [n for n in range(compiled.KEPT + 3) if compiled.load(f"list {n}", ("1",))]
    assert there == [*range(3, compiled.KEPT + 3)] and len([*kept.iterdir()]) == compiled.KEPT


def test_the_sign_between_cells_may_stand_in_a_list(own):
    own.write_text("name,ticker\nAcme\x1fBolt Holdings,ACBO\n")
    for universe in (load(own), load(own)):
        assert universe.symbol("ACBO").name == "Acme Bolt Holdings"


def test_a_large_list_is_there_at_once(tmp_path):
    path = tmp_path / "large.csv"
    path.write_text("name,ticker\n" + "".join(f"Zorbix{n} Kelvane plc,\n" for n in range(25_000)))
    built = load(path)
    start = time.process_time()
    read = load(path)
    seconds = time.process_time() - start
    assert read.named("Zorbix4711 Kelvane")[0].id == built.named("Zorbix4711 Kelvane")[0].id
    assert "Zorbix24999 Kelvane plc" in read and "Zorbix25000 Kelvane plc" not in read
    assert seconds < 0.2  # 10 ms on a quiet machine; to read the list takes seconds


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="files have no owner here")
@pytest.mark.parametrize(("owner", "believed"), [(4711, True), (0, True), (4712, False)])
def test_only_a_file_of_the_users_own_or_of_the_system_is_believed(own, monkeypatch, owner, believed):
    load(own)
    monkeypatch.setattr(os, "geteuid", lambda: 4711)
    monkeypatch.setattr(os, "fstat", lambda fd: os.stat_result((0o100644, 1, 1, 1, owner, 1, 1, 0, 0, 0)))
    assert isinstance(load(own)._rows, list) != believed
