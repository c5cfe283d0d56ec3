"""The stored image of an index: named sections of bytes after a header, in one file.

The format is our own and explicit: loading an image never runs anything. An image that is not whole, or that another
version of the program wrote, is no image.
"""

import json
import mmap
import os
from array import array
from collections.abc import Mapping
from pathlib import Path
from typing import Any

MAGIC = b"directory-index-1\n"

Sections = Mapping[str, Any]  # by name, bytes or a view of bytes


def joined(texts: list[str]) -> bytes:
    """Texts without a line break, as one section."""
    return "".join(f"{text}\n" for text in texts).encode("utf-8", "surrogatepass")


def split(section: Any) -> list[str]:
    return bytes(section).decode("utf-8", "surrogatepass").split("\n")[:-1]


def numbers(typecode: str, section: Any) -> "array[Any]":
    """A section that is an array of numbers."""
    values = array(typecode)
    values.frombytes(section)
    return values


def write_image(path: Path, header: Mapping[str, Any], sections: Sections) -> None:
    """Store an image; the one before is there until the new one is whole."""
    lengths = {name: len(data) for name, data in sections.items()}
    head = json.dumps({"header": header, "sections": lengths}).encode()
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(f".{os.getpid()}")
    with draft.open("wb") as file:
        file.write(MAGIC + len(head).to_bytes(8, "little") + head)
        for name in lengths:
            file.write(sections[name])
        file.write(MAGIC)
    draft.replace(path)


def read_image(path: Path) -> tuple[dict[str, Any], Sections] | None:
    """The header and the sections of a stored image, if there is one that can be read."""
    try:
        with path.open("rb") as file:
            data = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        return _parts(data)
    except (OSError, ValueError, KeyError):
        return None


def _parts(data: memoryview) -> tuple[dict[str, Any], Sections]:
    if data[: len(MAGIC)] != MAGIC or data[-len(MAGIC) :] != MAGIC:
        raise ValueError("not an image")
    start = len(MAGIC) + 8
    head = json.loads(bytes(data[start : start + int.from_bytes(data[len(MAGIC) : start], "little")]))
    place = start + int.from_bytes(data[len(MAGIC) : start], "little")
    sections = {}
    for name, length in head["sections"].items():
        sections[name] = data[place : place + length]
        place += length
    if place != len(data) - len(MAGIC):
        raise ValueError("not whole")
    return head["header"], sections
