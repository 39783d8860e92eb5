"""Documents -> tasks for Label Studio with their predictions: one JSON array, which its import takes."""

import math
from collections.abc import Iterable, Iterator
from typing import Any

from newsx import __version__
from newsx.records import Document, Entity
from newsx.writers.jsonl import dumps
from newsx.writers.table import value, who

CONFIG = """<View>
  <Labels name="label" toName="text">
    <Label value="COMPANY" background="#0b6fb8"/>
    <Label value="TICKER" background="#8b2fb0"/>
    <Label value="PERCENT" background="#1f7a33"/>
    <Label value="PRICE" background="#8a6100"/>
    <Label value="MONEY" background="#3f4fc4"/>
  </Labels>
  <Text name="text" value="$text"/>
</View>
"""  # the labelling interface that the tasks are made for


def array(tasks: Iterable[bytes]) -> Iterator[bytes]:
    """The tasks as one array."""
    between = b"[\n"
    for one in tasks:
        yield between + one.rstrip()
        between = b",\n"
    yield b"[]\n" if between == b"[\n" else b"\n]\n"


def task(document: Document) -> bytes:
    """``{"data": {"text", "id", ...meta}, "predictions": [{"model_version", "result": [...], "score"}]}``.

    Offsets count Unicode code points, as Label Studio's own do. score: how certain a hit is, from 0 to 1, where
    evidence was weighed (settings: explain), else 1; of the task, that of its least certain hit, so that tasks sorted
    by it begin with those that are worth a look.
    """
    regions = [_region(number, e) for number, e in enumerate(document.entities, 1)]
    prediction: dict[str, Any] = {"model_version": f"newsx {__version__}", "result": regions}
    if regions:
        prediction["score"] = min(region["score"] for region in regions)
    return dumps({"data": {**document.meta, "text": document.text, "id": document.id}, "predictions": [prediction]})


def _region(number: int, entity: Entity) -> dict[str, Any]:
    said = [part for part in (who(entity), value(entity), entity.rule) if part]
    return {
        "id": f"e{number}",
        "from_name": "label",
        "to_name": "text",
        "type": "labels",
        "value": {"start": entity.start, "end": entity.end, "text": entity.text, "labels": [entity.label]},
        "score": certainty(entity),
        "meta": {"text": said},
    }


def certainty(entity: Entity) -> float:
    """From 0 to 1: of the sum of the evidence, 1 where nothing had to be weighed."""
    if not entity.evidence:
        return 1.0
    return round(1 / (1 + math.exp(-sum(weight for _, weight in entity.evidence))), 4)
