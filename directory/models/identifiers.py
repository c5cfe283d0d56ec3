"""Permanent public identifiers: a letter for the kind of entry, then eight characters nobody misreads."""

import hashlib
import secrets

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32: no i, l, o, u
LENGTH = 8  # forty bits: two alike are seldom drawn, and the database refuses the second


def new_identifier(prefix: str, seed: str = "") -> str:
    """Draw an identifier; with a seed (data set and key of a row), always the same one.

    Seeded, the content shipped with the project has the same addresses on every installation.
    """
    number = int.from_bytes(hashlib.sha256(seed.encode()).digest()[:8] if seed else secrets.token_bytes(8))
    return prefix + "".join(ALPHABET[number >> 5 * place & 31] for place in range(LENGTH))
