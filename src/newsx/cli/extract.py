"""newsx extract: news in, entities out."""

import sys
from typing import Annotated

import typer


def extract(
    paths: Annotated[list[str] | None, typer.Argument(help="Files, folders, or - for standard input.")] = None,
    input: Annotated[str, typer.Option(help="auto, text, lines or jsonl.")] = "auto",
    format: Annotated[str, typer.Option(help="jsonl, docs, table or csv.")] = "jsonl",
) -> None:
    """Find tickers, percentages, prices, sums of money and companies."""
    import orjson

    from newsx import pipeline
    from newsx.records import Article
    from newsx.writers.jsonl import docs_line

    articles = (Article(r["id"], r["text"]) for r in map(orjson.loads, sys.stdin.buffer))
    for document in pipeline.stream(articles):
        sys.stdout.buffer.write(docs_line(document))
