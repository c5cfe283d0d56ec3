"""What a password may not be, beyond the rules of Django (OWASP ASVS 5, 6.2)."""

import hashlib
import os
from functools import cache
from pathlib import Path

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

from french.folding import fold

from . import sessions
from .journal import What, note

COMMON = Path(__file__).with_name("common_passwords.txt")
SHORTEST = 4  # letters of a word that makes a password usual


class UsualPasswordValidator(CommonPasswordValidator):
    """Refuses the usual passwords, of Django's list and in French, whatever figures and signs surround them."""

    def validate(self, password, user=None):
        super().validate(password, user)
        letters = letters_of(password)
        if letters in common() or (len(letters) >= SHORTEST and letters in self.passwords):
            raise ValidationError(
                "Ce mot de passe est trop courant, même avec des chiffres ou des signes.", code="password_too_common"
            )

    def get_help_text(self):
        return "Votre mot de passe ne peut pas être un mot courant ou le nom du site, même suivi de chiffres."


class LeakedPasswordValidator:
    """Refuses the passwords of a list of leaks that the installation holds: nothing is asked of another site.

    The list is that of Have I Been Pwned, ordered by hash, whole or not: lines « SHA-1:times ». It is searched by
    halves in the file, some forty short reads for a list of forty gigabytes, and never held in memory.
    """

    def __init__(self, path):
        self.path = path

    def validate(self, password, user=None):
        digest = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper().encode()
        if is_in_sorted(self.path, digest):
            raise ValidationError(
                "Ce mot de passe fait partie de ceux qui ont fui d’autres sites.", code="password_leaked"
            )

    def get_help_text(self):
        return "Votre mot de passe ne peut pas être l’un de ceux qui ont fui d’autres sites."


def is_in_sorted(path, start):
    """Return whether a line of a sorted file begins so."""
    with path.open("rb") as file:
        low, high = 0, file.seek(0, os.SEEK_END)
        while low < high:
            middle = (low + high) // 2
            if line_after(file, middle) < start:
                low = middle + 1
            else:
                high = middle
        return line_after(file, low).startswith(start)


def line_after(file, place):
    """The first line that begins at a place or after it; beyond the last one, what comes after any other."""
    file.seek(max(place - 1, 0))
    if place:
        file.readline()  # the end of the line that holds the sign before
    return file.readline() or b"\xff"


class Told:
    """Refuses nothing; Django tells it each change of password, by a form or by a command."""

    def validate(self, password, user=None):
        pass

    def password_changed(self, password, user=None):
        """The session where it was changed goes on under another key; all those of before end."""
        if user is not None and user.pk:
            sessions.end(user)
            note(What.PASSWORD, user)

    def get_help_text(self):
        return "En changer ferme vos sessions ouvertes ailleurs."


def letters_of(password):
    return "".join(sign for sign in fold(password) if sign.isalpha())


@cache
def common():
    return frozenset(COMMON.read_text("utf-8").split())
