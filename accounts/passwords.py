"""What a password may not be, beyond the rules of Django (OWASP ASVS 5, 6.2)."""

from functools import cache
from pathlib import Path

from django.core.exceptions import ValidationError

from french.folding import fold

from .journal import What, note

COMMON = Path(__file__).with_name("common_passwords.txt")


class FrenchPasswordValidator:
    """Refuses the usual French passwords and the words of this site, whatever figures and signs surround them."""

    def validate(self, password, user=None):
        if letters_of(password) in common():
            raise ValidationError(
                "Ce mot de passe est trop courant, même avec des chiffres ou des signes.", code="password_too_common"
            )

    def get_help_text(self):
        return "Votre mot de passe ne peut pas être un mot courant ou le nom du site, même suivi de chiffres."


class Told:
    """Refuses nothing; Django tells it each change of password, by a form or by a command."""

    def validate(self, password, user=None):
        pass

    def password_changed(self, password, user=None):
        if user is not None and user.pk:
            note(What.PASSWORD, user)

    def get_help_text(self):
        return "En changer ferme vos sessions ouvertes ailleurs."


def letters_of(password):
    return "".join(sign for sign in fold(password) if sign.isalpha())


@cache
def common():
    return frozenset(COMMON.read_text("utf-8").split())
