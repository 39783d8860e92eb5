"""newsx.toml or [tool.newsx] in pyproject.toml -> typed settings."""

import os
import re
import tomllib
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

from newsx.errors import SettingsError
from newsx.records import LABELS, ON_REQUEST

KNOWN = (*LABELS, *ON_REQUEST)
SCOPES = ("article", "all")
Table = TypeVar("Table")


@dataclass(frozen=True, slots=True)
class Expectation:
    """What ``newsx check`` expects of the records: ``[[expect]]``.

    articles: glob of the ids of the articles that it is about, all when empty.
    label, symbol, company, pattern: which entities; pattern is a regular expression searched in their text.
    present: whether there must be one. at_least, at_most, exactly: how many. scope: in each article, or in all.
    between: lowest and highest value, in percent or in the currency's full units; a price belongs to the symbol or
    company that was named last before it. currencies: those allowed. linked_at_least: share of companies with a link.
    unknown_at_most: tickers that no list knows. severity: error or warning. where: file and line that it stands in.
    """

    name: str = ""
    articles: str = ""
    label: tuple[str, ...] = ()
    symbol: str = ""
    company: str = ""
    pattern: str = ""
    present: bool | None = None
    at_least: int | None = None
    at_most: int | None = None
    exactly: int | None = None
    scope: str = "article"
    between: tuple[float, float] | None = None
    currencies: tuple[str, ...] = ()
    linked_at_least: float | None = None
    unknown_at_most: int | None = None
    severity: str = "error"
    where: tuple[str, int] = ("", 1)


@dataclass(frozen=True, slots=True)
class Check:
    """What ``newsx check`` is to look at: ``[check]``.

    paths: what it checks when nothing else is named. source: folders and files with the articles.
    gold, baseline: files of records to agree with. min_f1, tolerance: by label or "ALL", from 0 to 1.
    ignore, warn: kinds of findings that do not count, or only as warnings.
    """

    paths: tuple[Path, ...] = ()
    source: tuple[Path, ...] = ()
    gold: Path | None = None
    baseline: Path | None = None
    min_f1: tuple[tuple[str, float], ...] = ()
    tolerance: tuple[tuple[str, float], ...] = ()
    ignore: tuple[str, ...] = ()
    warn: tuple[str, ...] = ()


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
    check, expect: for ``newsx check``.
    raises: SettingsError for a value of another type, and for a currency that ISO 4217 does not have.
    """

    companies: tuple[Path, ...] = ()
    rules: tuple[Path, ...] = ()
    ignore: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    dollar: str = "USD"
    model: str = ""
    explain: bool = False
    changes: bool = False
    check: Check = Check()
    expect: tuple[Expectation, ...] = ()

    def __post_init__(self) -> None:
        """Lists become tuples, and texts that name files paths."""
        for name, reader in TYPED.items():
            try:
                object.__setattr__(self, name, reader(getattr(self, name), Path()))
            except ValueError as error:
                raise SettingsError(f"{name} {error}.") from None


def find(start: Path | None = None) -> Path | None:
    """The nearest newsx.toml, or pyproject.toml that has a [tool.newsx], from a folder (the working one) upward."""
    try:
        start = (start or Path()).absolute()
    except OSError:  # the working folder is gone
        return None
    for folder in (start, *start.parents):
        own, project = folder / "newsx.toml", folder / "pyproject.toml"
        if own.is_file():
            return own
        if project.is_file() and "newsx" in _tool(_parse(project)):
            return project
    return None


def load(config: Path | None = None, options: Mapping[str, Any] | None = None, start: Path | None = None) -> Settings:
    """The settings in a file, or in the nearest one that ``find`` finds; the defaults when there is none.

    Relative paths in it are relative to the file, those of a pipe to the working folder.
    options: what a command was told, by name of the setting. Lists of companies and rules are added, all else wins.
    raises: SettingsError, which names the file, when it cannot be read or says something that makes no sense.
    """
    path = config or find(start)
    folder = _folder(path) if path is not None else None
    text = "" if path is None else _read(path)
    table: Any = {} if path is None else _parsed(text, path)
    if path is not None and path.name == "pyproject.toml":
        table = _tool(table).get("newsx", {})
        if not isinstance(table, dict):
            raise SettingsError(f"{path}: tool.newsx should be a table, found {_kind(table)}.")
    settings = of(table, f"{path}: ", folder)
    if path is not None and settings.expect:
        settings = _located(settings, path, text)
    if options:
        given = _values(options, "", Path())
        for name in ("companies", "rules"):
            given[name] = (*getattr(settings, name), *given.get(name, ()))
        settings = replace(settings, **given)
        known_labels(settings)
    return settings


def of(table: Mapping[str, Any], where: str = "", folder: Path | None = None) -> Settings:
    """Settings from plain values, each checked.

    where: what messages begin with. folder: what relative paths are relative to, the working folder by default.
    raises: SettingsError for an unknown key (with the nearest known one), a wrong type, or a value that makes no sense.
    """
    settings = Settings(**_values(table, where, folder or Path()))
    known_labels(settings, where)
    return settings


def expectations(path: Path) -> tuple[Expectation, ...]:
    """The ``[[expect]]`` tables of a file that has nothing else.

    raises: SettingsError, which names the file, when it cannot be read or says something that makes no sense.
    """
    folder, text = _folder(path), _read(path)
    table = _parsed(text, path)
    for key in table:
        if key != "expect":
            raise SettingsError(f'{path}: no "{key}" here. A file of expectations has only [[expect]] tables.')
    return _located(of(table, f"{path}: ", folder), path, text).expect


def with_check(settings: Settings, expect: Sequence[Expectation], given: Mapping[str, Any]) -> Settings:
    """The settings with what a command was told about a check: lists and expectations are added, all else wins."""
    said = {name: value for name, value in given.items() if value}
    values = _fields(Check, CHECK_READERS, said, "", Path())
    for name in ("source", "ignore", "warn"):
        values[name] = (*getattr(settings.check, name), *values.get(name, ()))
    return replace(settings, check=replace(settings.check, **values), expect=(*settings.expect, *expect))


def shares(option: str, given: Sequence[str]) -> dict[str, float]:
    """Options such as ``0.95`` and ``COMPANY=0.9`` by label, "ALL" for the first.

    raises: SettingsError for what is no share from 0 to 1.
    """
    found = {}
    for one in given:
        label, equals, number = one.rpartition("=")
        try:
            found[label.upper() if equals else "ALL"] = _share(float(number), Path())
        except ValueError:
            raise SettingsError(f'{option} "{one}": should be a share from 0 to 1, as 0.95 or COMPANY=0.9.') from None
    return found


def _values(table: Mapping[str, Any], where: str, folder: Path) -> dict[str, Any]:
    return _fields(Settings, READERS, table, where, folder)


def _fields(
    kind: type, readers: Mapping[str, Callable[[Any, Path], Any]], table: Mapping[str, Any], where: str, folder: Path
) -> dict[str, Any]:
    """Typed values of a table, by the fields of the dataclass that it is for."""
    known = [f.name for f in fields(kind) if f.name in readers]
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key not in known:
            raise SettingsError(f'{where}no setting is called "{key}". {_nearest(key, known, "There are")}')
        try:
            values[key] = readers[key](value, folder)
        except _Inside as error:
            raise SettingsError(f"{where}{key}{error}") from None
        except ValueError as error:
            raise SettingsError(f"{where}{key} {error}.") from None
    return values


class _Inside(ValueError):
    """Something wrong in a table inside a table; its message says where in it."""


def _inner(
    kind: type[Table], readers: Mapping[str, Callable[[Any, Path], Any]], value: Any, folder: Path, at: str
) -> Table:
    if not isinstance(value, dict):
        raise ValueError(f"should be a table, found {_kind(value)}")
    try:
        return kind(**_fields(kind, readers, value, "", folder))
    except SettingsError as error:
        raise _Inside(f"{at}: {error}") from None


def _located(settings: Settings, path: Path, text: str) -> Settings:
    """The settings, each expectation with the line that it begins in."""
    lines = text.splitlines()
    heads = [n for n, line in enumerate(lines, 1) if re.match(r"\s*\[\[\s*(?:tool\.newsx\.)?expect\s*\]\]", line)]
    name = os.path.relpath(path) if path.is_absolute() else str(path)
    if len(heads) != len(settings.expect):  # written another way: expect = [{...}]
        heads = [1] * len(settings.expect)
    located = (replace(one, where=(name, line)) for one, line in zip(settings.expect, heads, strict=True))
    return replace(settings, expect=tuple(located))


def _check_table(value: Any, folder: Path) -> Check:
    return _inner(Check, CHECK_READERS, value, folder, "")


def _expect_tables(value: Any, folder: Path) -> tuple[Expectation, ...]:
    if not isinstance(value, list):
        raise ValueError(f"should be tables, each with [[expect]] above it, found {_kind(value)}")
    found = []
    for number, item in enumerate(value, 1):
        one = _inner(Expectation, EXPECT_READERS, item, folder, f" {number}")
        wanted = (one.present, one.at_least, one.at_most, one.exactly, one.between)
        if all(w is None for w in (*wanted, one.linked_at_least, one.unknown_at_most)) and not one.currencies:
            raise _Inside(
                f" {number}: expects nothing. Add present, at_least, at_most, exactly, between, currencies, "
                "linked_at_least or unknown_at_most."
            )
        found.append(one)
    return tuple(found)


def known_labels(settings: Settings, where: str = "") -> None:
    """raises: SettingsError, which begins with where, for a label that neither newsx nor own rules can find."""
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
    paths = tuple(_path(item, folder) for item in _texts(value, folder))
    for path in paths:
        try:
            there, other = path.is_file(), path.exists() and ("a folder" if path.is_dir() else "no file")
        except OSError as error:
            raise ValueError(f"names {path}, which cannot be read: {(error.strerror or '').lower()}") from None
        if not there:
            raise ValueError(f"names {path}, which is {other or 'not there'}")
        if not _is_utf8(str(path)):  # spaCy keeps it in its settings, which are JSON
            raise ValueError(f"names {path}, whose name is not UTF-8; rename it")
    return paths


def _is_utf8(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _paths(value: Any, folder: Path) -> tuple[Path, ...]:
    """Of the library, whether there or not."""
    if not isinstance(value, list | tuple):
        raise ValueError(f"should be a list of paths, found {_kind(value)}")
    for item in value:
        if not isinstance(item, str | Path):
            raise ValueError(f"should be a list of paths, found {_kind(item)} in it")
    return tuple(item if isinstance(item, Path) else _path(item, folder) for item in value)


def _labels(value: Any, folder: Path) -> tuple[str, ...]:
    return tuple(label.upper() for label in _texts(value, folder))


def _text(value: Any, folder: Path) -> str:
    if not isinstance(value, str):
        raise ValueError(f"should be a string, found {_kind(value)}")
    return value


def _name(value: Any, folder: Path) -> str:
    if not (text := _text(value, folder).strip()):
        raise ValueError(f'should name a spaCy pipeline, found "{value}"')
    return text


def _currency(value: Any, folder: Path) -> str:
    code = _text(value, folder).upper()
    if code != "USD":  # the table is read only where somebody asks for another one
        from newsx.values.currencies import Currencies

        if code not in Currencies.load().codes:
            raise ValueError(f'should be an ISO 4217 code such as USD or AUD, found "{value}"')
    return code


def _flag(value: Any, folder: Path) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"should be true or false, found {_kind(value)}")
    return value


def _path(value: Any, folder: Path) -> Path:
    if not (text := _text(value, folder)):
        raise ValueError('should name a file, found ""')
    if "\0" in text:
        raise ValueError("should name a file, found a NUL in it")
    try:
        return folder / Path(text).expanduser()
    except RuntimeError:
        raise ValueError(f'names "{text}", and nobody knows where that home is') from None


def _places(value: Any, folder: Path) -> tuple[Path, ...]:
    return tuple(_path(item, folder) for item in ([value] if isinstance(value, str) else _texts(value, folder)))


def _one_or_more_labels(value: Any, folder: Path) -> tuple[str, ...]:
    return (value.upper(),) if isinstance(value, str) else _labels(value, folder)


def _count(value: Any, folder: Path) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError(f"should be a whole number from 0 up, found {_said(value)}")
    return value


def _share(value: Any, folder: Path) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= 1:
        raise ValueError(f"should be a share from 0 to 1, found {_said(value)}")
    return float(value)


def _shares(value: Any, folder: Path) -> tuple[tuple[str, float], ...]:
    if isinstance(value, dict):
        return tuple((label.upper(), _share(share, folder)) for label, share in value.items())
    return (("ALL", _share(value, folder)),)


def _two_numbers(value: Any, folder: Path) -> tuple[float, float]:
    numbers = value if isinstance(value, list) else []
    if len(numbers) != 2 or not all(isinstance(n, int | float) and not isinstance(n, bool) for n in numbers):
        raise ValueError(f"should be a list of two numbers, found {_said(value)}")
    if numbers[0] > numbers[1]:
        raise ValueError(f"should have the lower number first, found {_said(value)}")
    try:
        return float(numbers[0]), float(numbers[1])
    except OverflowError:
        raise ValueError("should be a list of two numbers, found one that is too large") from None


def _currencies(value: Any, folder: Path) -> tuple[str, ...]:
    return tuple(_currency(item, folder) for item in _texts(value, folder))


def _pattern(value: Any, folder: Path) -> str:
    try:
        with warnings.catch_warnings(action="ignore"):  # of what future versions of Python may read otherwise
            re.compile(_text(value, folder))
    except re.error as error:
        raise ValueError(f"should be a regular expression, found {_said(value)}: {error}") from None
    except (OverflowError, RecursionError) as error:
        raise ValueError(f"should be a regular expression, found one that is too large: {error}") from None
    return str(value)


def _severity(value: Any, folder: Path) -> str:
    if value not in ("error", "warning"):
        raise ValueError(f'should be "error" or "warning", found {_said(value)}')
    return str(value)


def _scope(value: Any, folder: Path) -> str:
    if value not in SCOPES:
        raise ValueError(f'should be "article" or "all", found {_said(value)}')
    return str(value)


def _said(value: Any) -> str:
    return (
        f'"{value}"'
        if isinstance(value, str)
        else str(value)
        if isinstance(value, int | float | list)
        else _kind(value)
    )


CHECK_READERS: dict[str, Callable[[Any, Path], Any]] = {
    "paths": _places,
    "source": _places,
    "gold": _path,
    "baseline": _path,
    "min_f1": _shares,
    "tolerance": _shares,
    "ignore": _texts,
    "warn": _texts,
}
EXPECT_READERS: dict[str, Callable[[Any, Path], Any]] = {
    "name": _text,
    "articles": _text,
    "label": _one_or_more_labels,
    "symbol": _text,
    "company": _text,
    "pattern": _pattern,
    "present": _flag,
    "at_least": _count,
    "at_most": _count,
    "exactly": _count,
    "scope": _scope,
    "between": _two_numbers,
    "currencies": _currencies,
    "linked_at_least": _share,
    "unknown_at_most": _count,
    "severity": _severity,
}
TYPED: dict[str, Callable[[Any, Path], Any]] = {
    "companies": _paths,
    "rules": _paths,
    "ignore": _texts,
    "labels": _labels,
    "dollar": _currency,
    "model": _text,
    "explain": _flag,
    "changes": _flag,
}
READERS: dict[str, Callable[[Any, Path], Any]] = {
    **TYPED,
    "companies": _files,
    "rules": _files,
    "model": _name,
    "check": _check_table,
    "expect": _expect_tables,
}


def _folder(path: Path) -> Path:
    """What relative paths in a file are relative to; asked before it is read, for a pipe may be gone then."""
    try:
        return Path() if path.is_fifo() else path.parent
    except OSError:  # said when it is read
        return path.parent


def _parse(path: Path) -> dict[str, Any]:
    return _parsed(_read(path), path)


def _read(path: Path) -> str:
    """Once: a pipe has no second time."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path}: not UTF-8 at byte {error.start}.") from None
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read: {(error.strerror or str(error)).lower()}.") from None


def _parsed(text: str, path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path}: not TOML: {error}.") from None
    except RecursionError:
        raise SettingsError(f"{path}: nested too deeply.") from None
    except ValueError:  # Python's own limit
        raise SettingsError(f"{path}: a number of more than 4,300 digits.") from None


def _tool(table: Mapping[str, Any]) -> dict[str, Any]:
    tool = table.get("tool")
    return tool if isinstance(tool, dict) else {}


def _nearest(word: str, known: Sequence[str], otherwise: str) -> str:
    near = get_close_matches(word, known, 1, 0.6)
    return f'Did you mean "{near[0]}"?' if near else f"{otherwise}: {', '.join(known)}."


def _kind(value: Any) -> str:
    names = {bool: "true or false", int: "a number", float: "a number", str: "a string", list: "a list"}
    if isinstance(value, dict):
        return "a table"
    return names.get(type(value), "a date" if hasattr(value, "isoformat") else f"a {type(value).__name__}")
