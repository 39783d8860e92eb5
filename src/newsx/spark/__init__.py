"""The same pipeline on a Spark cluster: a DataFrame of articles in, what stands in them out. Extra ``newsx[spark]``."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsx.spark.frame import extract
    from newsx.spark.job import Summary, run
    from newsx.spark.mapper import ENTITY

__all__ = ["ENTITY", "Summary", "extract", "run"]

# Imported when first used: what says that pyspark or Java is missing must not need them.
_HOME = {
    "ENTITY": "mapper",
    "Summary": "job",
    "extract": "frame",
    "mapper": "mapper",
    "run": "job",
    "session": "session",
}


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(import_module(f"newsx.spark.{_HOME[name]}"), name)
    raise AttributeError(f"module 'newsx.spark' has no attribute {name!r}")


def __dir__() -> list[str]:
    return list(__all__)
