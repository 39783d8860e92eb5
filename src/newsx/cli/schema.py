"""newsx schema: the JSON Schema of the records."""


def schema() -> None:
    """Print the JSON Schema of what newsx extract and newsx changes write.

    Any validator of JSON Schema 2020-12 takes it.

    \b
    Examples:
      newsx schema > newsx.schema.json
      newsx schema | jq '."$defs" | keys'

    Exit codes: 0 done.
    """
    import json

    from newsx import records

    print(json.dumps(records.schema(), indent=2))
