"""The last part of the address of a page."""

from collections.abc import Callable


def first_free(stem: str, is_taken: Callable[[str], bool], length: int) -> str:
    """The stem, or else the stem with the first number that makes it free: « projet », « projet-2 »."""
    slug, number = stem[:length].strip("-"), 1
    while is_taken(slug):
        number += 1
        slug = f"{stem[: length - len(str(number)) - 1].strip('-')}-{number}"
    return slug
