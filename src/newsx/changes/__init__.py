"""Who moved, which way, by how much, to what level, when: a text and its entities -> changes."""

from newsx.changes.moves import changes

__all__ = ["changes"]
