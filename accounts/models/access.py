"""The journal of accesses and rights: who came in or failed to, and who was let in further."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

KEPT = timedelta(days=365)  # what the page « données personnelles » promises


class AccessQuerySet(models.QuerySet):
    def failures(self, within):
        """Wrong passwords of late: `within` is a timedelta."""
        return self.filter(what=Access.What.FAILURE, at__gt=timezone.now() - within)

    def forget(self):
        """Erase the lines older than a year. Return how many went."""
        return self.filter(at__lte=timezone.now() - KEPT).delete()[0]

    forget.alters_data = True


class Access(models.Model):
    """Something that happened at the door, or to who may come in.

    A name that no account has is not kept, for people type a password in its place: a fingerprint counts it.
    """

    class What(models.TextChoices):
        LOGIN = "entree", "mot de passe accepté"
        FAILURE = "refus", "mot de passe faux"
        CLOSED = "ferme", "trop d’essais, porte fermée"
        CODE = "code", "second facteur accepté"
        WRONG_CODE = "code-faux", "second facteur faux"
        LOGOUT = "sortie", "déconnexion"
        ENDED = "sessions", "sessions fermées"
        ENROLLED = "telephone", "second facteur installé"
        CODES = "codes", "codes de secours donnés"
        RESET = "reinitialise", "second facteur réinitialisé"
        PASSWORD = "mot-de-passe", "mot de passe changé"  # noqa: S105
        ACCOUNT = "compte", "compte changé"
        RIGHTS = "droits", "rôles changés"
        ERASED = "effacement", "personne effacée du répertoire"

    at = models.DateTimeField("le", default=timezone.now, db_index=True, editable=False)
    what = models.CharField("quoi", max_length=12, choices=What)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="accesses", verbose_name="compte"
    )
    name = models.CharField("identifiant", max_length=150, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="par")
    address = models.CharField("adresse du réseau", max_length=45, blank=True)
    device = models.CharField("appareil", max_length=60, blank=True)
    known_device = models.CharField("appareil connu", max_length=32, blank=True, editable=False)
    tried = models.CharField("empreinte du nom essayé", max_length=32, blank=True, editable=False)
    detail = models.CharField("précision", max_length=300, blank=True)

    objects = AccessQuerySet.as_manager()

    class Meta:
        verbose_name = "ligne du journal des accès"
        verbose_name_plural = "lignes du journal des accès"
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.get_what_display()} : {self.name or 'compte inconnu'}"
