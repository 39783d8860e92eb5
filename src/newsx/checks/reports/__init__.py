"""Findings -> bytes: text for people; json, github, sarif and junit for machines. A file a format, each a ``write``."""

FORMATS = ("text", "json", "github", "sarif", "junit")
