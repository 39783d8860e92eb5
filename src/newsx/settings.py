"""newsx.toml or [tool.newsx] in pyproject.toml -> typed settings."""

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from newsx.errors import SettingsError
from newsx.records import LABELS, ON_REQUEST

KNOWN = (*LABELS, *ON_REQUEST)


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user may set once for a project.

    companies: lists of the user's own (CSV), joined to the universe, and they win.
    rules: spaCy EntityRuler patterns (JSONL) that run with ours.
    ignore: surfaces that are never marked. labels: those wanted, all when empty.
    dollar: what a bare ``$`` means when the article does not say (ISO 4217).
    model: name of an installed trained spaCy pipeline that runs first, "" for none.
    explain: whether records carry the evidence for them.
    changes: whether documents carry what moved.
    """

    companies: tuple[Path, ...] = ()
    rules: tuple[Path, ...] = ()
    ignore: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    dollar: str = "USD"
    model: str = ""
    explain: bool = False
    changes: bool = False


def find(start: Path | None = None) -> Path | None:
    """The nearest newsx.toml, or pyproject.toml that has a [tool.newsx], from a folder (the working one) upward."""
    start = (start or Path()).absolute()
    for folder in (start, *start.parents):
        own, project = folder / "newsx.toml", folder / "pyproject.toml"
        if own.is_file():
            return own
        if project.is_file() and "newsx" in _tool(_parse(project)):
            return project
    return None


def load(config: Path | None = None, options: Mapping[str, Any] | None = None, start: Path | None = None) -> Settings:
    """The settings in a file, or in the nearest one that ``find`` finds; the defaults when there is none.

    Relative paths in it are relative to the file.
    options: what a command was told, by name of the setting. Lists of companies and rules are added, all else wins.
    raises: SettingsError, which names the file, when it cannot be read or says something that makes no sense.
    """
    path = config or find(start)
    table: Any = {} if path is None else _parse(path)
    if path is not None and path.name == "pyproject.toml":
        table = _tool(table).get("newsx", {})
        if not isinstance(table, dict):
            raise SettingsError(f"{path}: tool.newsx should be a table, found {_kind(table)}.")
    settings = of(table, f"{path}: ", path.parent if path else None)
    if options:
        given = _values(options, "", Path())
        for name in ("companies", "rules"):
            given[name] = (*getattr(settings, name), *given.get(name, ()))
        settings = replace(settings, **given)
        _check(settings, "")
    return settings


def of(table: Mapping[str, Any], where: str = "", folder: Path | None = None) -> Settings:
    """Settings from plain values, each checked.

    where: what messages begin with. folder: what relative paths are relative to, the working folder by default.
    raises: SettingsError for an unknown key (with the nearest known one), a wrong type, or a value that makes no sense.
    """
    settings = Settings(**_values(table, where, folder or Path()))
    _check(settings, where)
    return settings


def _values(table: Mapping[str, Any], where: str, folder: Path) -> dict[str, Any]:
    known = [f.name for f in fields(Settings)]
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key not in known:
            raise SettingsError(f'{where}no setting is called "{key}". {_nearest(key, known, "There are")}')
        try:
            values[key] = READERS[key](value, folder)
        except ValueError as error:
            raise SettingsError(f"{where}{key} {error}.") from None
    return values


def _check(settings: Settings, where: str) -> None:
    for label in settings.labels:
        if label not in KNOWN and not settings.rules:  # the user's own rules may bring labels of their own
            raise SettingsError(f'{where}no label is called "{label}". {_nearest(label, KNOWN, "There are")}')


def _texts(value: Any, folder: Path) -> tuple[str, ...]:
    if not isinstance(value, list | tuple):
        raise ValueError(f"should be a list of strings, found {_kind(value)}")
    for item in value:
        if not isinstance(item, str):
            raise ValueError(f"should be a list of strings, found {_kind(item)} in it")
    return tuple(value)


def _files(value: Any, folder: Path) -> tuple[Path, ...]:
    paths = tuple(folder / Path(item).expanduser() for item in _texts(value, folder))
    for path in paths:
        if not path.is_file():
            raise ValueError(f"names {path}, which is {'a folder' if path.is_dir() else 'not there'}")
    return paths


def _labels(value: Any, folder: Path) -> tuple[str, ...]:
    return tuple(label.upper() for label in _texts(value, folder))


def _text(value: Any, folder: Path) -> str:
    if not isinstance(value, str):
        raise ValueError(f"should be a string, found {_kind(value)}")
    return value


def _currency(value: Any, folder: Path) -> str:
    if not re.fullmatch("[A-Z]{3}", code := _text(value, folder).upper()):
        raise ValueError(f'should be an ISO 4217 code such as USD or AUD, found "{value}"')
    return code


def _flag(value: Any, folder: Path) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"should be true or false, found {_kind(value)}")
    return value


READERS: dict[str, Callable[[Any, Path], Any]] = {
    "companies": _files,
    "rules": _files,
    "ignore": _texts,
    "labels": _labels,
    "dollar": _currency,
    "model": _text,
    "explain": _flag,
    "changes": _flag,
}


def _parse(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path}: not TOML: {error}.") from None
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path}: not UTF-8 at byte {error.start}.") from None
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read: {(error.strerror or str(error)).lower()}.") from None


def _tool(table: Mapping[str, Any]) -> dict[str, Any]:
    tool = table.get("tool")
    return tool if isinstance(tool, dict) else {}


def _nearest(word: str, known: Sequence[str], otherwise: str) -> str:
    near = get_close_matches(word, known, 1, 0.6)
    return f'Did you mean "{near[0]}"?' if near else f"{otherwise}: {', '.join(known)}."


def _kind(value: Any) -> str:
    names = {bool: "true or false", int: "a number", float: "a number", str: "a string", list: "a list"}
    return names.get(type(value), "a table" if isinstance(value, dict) else "a date")
