"""The stored image of an index: named sections of bytes after a header, in one file.

The format is our own and explicit: loading an image never runs anything. An image that is not whole, or of which a
byte is not as it was written, is no image.
"""

import json
import mmap
import os
from array import array
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from time import time
from typing import Any, BinaryIO
from uuid import uuid4
from zlib import crc32

MAGIC = b"directory-index\n"
DIGEST = 4  # bytes: a CRC, as it is against a disk that lies or a write cut short, not against who can write there
PIECE = 1 << 20  # bytes that are read at a time
DRAFT = ".draft"
FORGOTTEN = 3600  # seconds after which nobody is still writing a draft

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
    """Write an image beside the one before, then rename it: whoever opens the path gets one of them, whole."""
    lengths = {name: len(data) for name, data in sections.items()}
    head = json.dumps({"header": header, "sections": lengths}).encode()
    path.parent.mkdir(parents=True, exist_ok=True)
    _sweep(path.parent)
    draft = path.with_name(f"{path.name}.{uuid4().hex}{DRAFT}")
    try:
        _write(draft, [MAGIC + len(head).to_bytes(8, "little") + head, *sections.values()])
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _write(path: Path, parts: Iterable[Any]) -> None:
    digest = 0
    with path.open("xb") as file:
        for part in parts:
            file.write(part)
            digest = crc32(part, digest)
        file.write(digest.to_bytes(DIGEST, "little"))


def _sweep(folder: Path) -> None:
    """Remove the drafts of processes that were killed while they wrote."""
    for draft in folder.glob(f"*{DRAFT}"):
        with suppress(OSError):
            if draft.stat().st_mtime < time() - FORGOTTEN:
                draft.unlink()


def read_image(path: Path) -> tuple[dict[str, Any], Sections] | None:
    """The header and the sections of a stored image, if there is one that can be read."""
    try:
        with path.open("rb") as file:
            if not _is_whole(file):
                return None
            # mapped rather than read: the processes of a machine share the pages of one file
            data = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        return _parts(data)
    except (OSError, ValueError, KeyError):
        return None


def _is_whole(file: BinaryIO) -> bool:
    """Read in pieces that are let go at once: only what a search touches stays in memory."""
    left, digest = file.seek(0, os.SEEK_END) - DIGEST, 0
    file.seek(0)
    while left > 0 and (piece := file.read(min(PIECE, left))):
        digest, left = crc32(piece, digest), left - len(piece)
    return file.read() == digest.to_bytes(DIGEST, "little")


def _parts(data: memoryview) -> tuple[dict[str, Any], Sections]:
    if data[: len(MAGIC)] != MAGIC:
        raise ValueError("not an image")
    start = len(MAGIC) + 8
    place = start + int.from_bytes(data[len(MAGIC) : start], "little")
    head = json.loads(bytes(data[start:place]))
    sections = {}
    for name, length in head["sections"].items():
        sections[name] = data[place : place + length]
        place += length
    return head["header"], sections
