"""Listed and well-known companies: look-up by name, alias, symbol and id."""

from newsx.universe.companies import Company, Universe

__all__ = ["Company", "Universe"]
