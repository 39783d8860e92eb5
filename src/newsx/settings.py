"""newsx.toml or [tool.newsx] -> typed settings."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user may set once for a project.

    companies: lists of the user's own (CSV), joined to the universe, and they win.
    rules: spaCy EntityRuler patterns (JSONL) that run with ours.
    ignore: surfaces that are never marked. labels: those wanted, all when empty.
    dollar: what a bare ``$`` means when the article does not say (ISO 4217).
    model: name of an installed trained spaCy pipeline that runs first, "" for none.
    """

    companies: tuple[Path, ...] = ()
    rules: tuple[Path, ...] = ()
    ignore: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    dollar: str = "USD"
    model: str = ""
