"""Where what everybody reads of a project names somebody who is masked beside it. Pure."""

from collections.abc import Iterable, Mapping
from typing import Any

from actors.personhood import is_named_in

READ_BY_ALL = {
    "name": "le titre",
    "summary": "le résumé",
    "website": "l’adresse",
    "source_url": "l’adresse de la source",
}


def fields_that_name(values: Mapping[str, Any], masked: Iterable[str]) -> list[str]:
    """Return which fields of a project hold one of the names, of actors that may not be named."""
    names = list(masked)
    return [field for field in READ_BY_ALL if any(is_named_in(values[field], name) for name in names)]
