"""Financial news in, data out: tickers, percentages, prices, sums of money and companies.

>>> import newsx
>>> [(e.label, e.text) for e in newsx.extract("BABA stock rose 5% to $181.34.").entities]
[('TICKER', 'BABA'), ('PERCENT', '5%'), ('PRICE', '$181.34')]
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsx.articles import Reading, read
    from newsx.checks.check import check
    from newsx.checks.findings import Finding
    from newsx.errors import InputError, InputWarning, NewsxError, SettingsError
    from newsx.pipeline import Pipeline, entities, extract, load, stream
    from newsx.records import Article, Change, Document, Entity, schema
    from newsx.settings import Settings

__version__ = "0.1.0"

__all__ = [
    "Article",
    "Change",
    "Document",
    "Entity",
    "Finding",
    "InputError",
    "InputWarning",
    "NewsxError",
    "Pipeline",
    "Reading",
    "Settings",
    "SettingsError",
    "check",
    "entities",
    "extract",
    "load",
    "read",
    "schema",
    "stream",
]

# Each name is imported when it is first used: "import newsx" is light, and only what needs spaCy loads it.
_HOME = {
    "articles": ("Reading", "read"),
    "checks.check": ("check",),
    "checks.findings": ("Finding",),
    "errors": ("InputError", "InputWarning", "NewsxError", "SettingsError"),
    "pipeline": ("Pipeline", "entities", "extract", "load", "stream"),
    "records": ("Article", "Change", "Document", "Entity", "schema"),
    "settings": ("Settings",),
}


def __getattr__(name: str) -> Any:
    for module, names in _HOME.items():
        if name in names:
            return getattr(import_module(f"newsx.{module}"), name)
    raise AttributeError(f"module 'newsx' has no attribute {name!r}")


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
