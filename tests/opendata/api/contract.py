"""What version 1 of the API promises, as a flat table: `python -m tests.opendata.api.contract` records what is new.

« GET /api/v1/projets/ ?metier » → the type of a parameter; « Project.year » → the type of a field.
"""

import json
from pathlib import Path

PATH = Path(__file__).parent / "contract.json"


def promised():
    from opendata.api.openapi import described  # once Django is ready

    told, found = described(), {}
    for path, operations in told["paths"].items():
        found |= {f"GET {path} ?{one['name']}": kind(one["schema"]) for one in operations["get"].get("parameters", ())}
        answer = operations["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        found[f"GET {path}"] = kind(answer)
    for name, schema in told["components"]["schemas"].items():
        found |= {f"{name}.{field}": kind(one) for field, one in schema["properties"].items()}
    return found


def kind(schema):
    """The type of a schema in a few words: « string|null », « array of Grant », « integer 1..100 »."""
    if "$ref" in schema:
        return schema["$ref"].rpartition("/")[2]
    if "allOf" in schema:
        return kind(schema["allOf"][0])
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    told = "|".join(types) + (f" of {kind(schema['items'])}" if "items" in schema else "")
    bounds = f" {schema['minimum']}..{schema.get('maximum', '')}" if "minimum" in schema else ""
    return told + bounds + (f" ({schema['format']})" if "format" in schema else "")


if __name__ == "__main__":
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    PATH.write_text(json.dumps(promised(), indent=1, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")
