"""The second factor of an account: the codes of a telephone, and codes of recovery for the day when it is lost.

django-otp holds both. The codes of recovery are kept as fingerprints (OWASP ASVS 5, 6.5.2): who reads the database
reads none of them.
"""

from base64 import b32encode
from os import urandom

import django_otp
import segno
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.safestring import mark_safe
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

DIGITS = 6
CODES = 10  # codes of recovery that are given at once
CODE_BYTES = 5  # of one of them: forty bits, which nobody tries one after the other (a second, then two, then four…)
PRINT = 16  # characters of a fingerprint: what a static token of django-otp has room for


def telephone(user):
    """The enrolled telephone of an account, or None."""
    return TOTPDevice.objects.filter(user=user, confirmed=True).first()


def newcomer(user):
    """The telephone that an account is enrolling. Its key stays the same until a first code proves it was read."""
    return TOTPDevice.objects.get_or_create(user=user, confirmed=False, defaults={"name": "téléphone"})[0]


def square(device):
    """What a telephone reads to learn the key: SVG, black on white in any theme."""
    drawn = segno.make(device.config_url, error="l", micro=False).svg_inline(
        omitsize=True, light="#fff", svgclass=None
    )
    return mark_safe(drawn)  # noqa: S308  # drawn by us, and all that it holds of the account is squares


def readable_key(device):
    """The key for whoever types it: « JBSW Y3DP EHPK 3PXP »."""
    key = b32encode(device.bin_key).decode()
    return " ".join(key[start : start + 4] for start in range(0, len(key), 4))


def fingerprint(user, code):
    """What is kept of a code of recovery, however it is typed; of no use without the secret key of the site."""
    plain = "".join(sign for sign in code.lower() if sign.isalnum())
    return salted_hmac(f"accounts.factor.{user.pk}", plain, algorithm="sha256").hexdigest()[:PRINT]


def verify(user, code):
    """Return the device that a code comes from, the telephone or the codes of recovery; None when it is of neither."""
    plain = "".join(code.split())
    if plain.isascii() and plain.isdecimal() and len(plain) == DIGITS:
        device, token = telephone(user), plain
    else:
        device, token = StaticDevice.objects.filter(user=user, confirmed=True).first(), fingerprint(user, code)
    return device and django_otp.verify_token(user, device.persistent_id, token)


def wait(user):
    """Seconds before another code is read, as each wrong one doubles them; zero when it is read at once."""
    refusals = [device.verify_is_allowed() for device in django_otp.devices_for_user(user)]
    locked = [told["locked_until"] for allowed, told in refusals if not allowed and told]
    return max((int((until - timezone.now()).total_seconds()) + 1 for until in locked), default=0)


@transaction.atomic
def enrol(newcomer, code):
    """Put a telephone in the place of the former one, if the code is its own. Return whether it is."""
    user = newcomer.user
    if not django_otp.verify_token(user, newcomer.persistent_id, "".join(code.split())):
        return False
    TOTPDevice.objects.filter(user=user, confirmed=True).delete()
    TOTPDevice.objects.filter(pk=newcomer.pk).update(confirmed=True)
    return True


@transaction.atomic
def new_codes(user):
    """Give codes of recovery in the place of all former ones, and return them: they are never shown again."""
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="codes de secours")
    codes = [b32encode(urandom(CODE_BYTES)).decode().lower() for _ in range(CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=fingerprint(user, code)) for code in codes)
    return [f"{code[:4]}-{code[4:]}" for code in codes]


def codes_left(user):
    """How many codes of recovery are still good."""
    return StaticToken.objects.filter(device__user=user).count()


@transaction.atomic
def forget(user):
    """Forget the telephone and the codes of an account, which enrols again at its next login."""
    for model in django_otp.device_classes():
        model.objects.filter(user=user).delete()
