"""Where accounts are signed in."""

from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils import timezone


class Session(AbstractBaseSession):
    """A session of Django's that knows whose it is, so that it can be shown to its owner, and ended.

    Where and since when it was opened are among its values: see `accounts.sessions.Opened`.
    """

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="sessions", verbose_name="compte"
    )
    seen = models.DateTimeField("vue", default=timezone.now)

    class Meta(AbstractBaseSession.Meta):
        verbose_name = "session"
        verbose_name_plural = "sessions"
