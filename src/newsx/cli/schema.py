"""newsx schema: the JSON Schema of the records."""


def schema() -> None:
    """Print the JSON Schema of what newsx extract writes."""
    import json

    from newsx import records

    print(json.dumps(records.schema(), indent=2))
