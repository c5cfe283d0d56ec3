"""When an account wants to be written to."""

from django.conf import settings
from django.db import models


class Mailing(models.Model):
    """When an account is written to of what waits for it; without a row, each time."""

    class Rhythm(models.TextChoices):
        AT_ONCE = "chaque", "à chaque fois"
        DAILY = "jour", "une fois par jour, en un seul courriel"
        NEVER = "jamais", "jamais : la première page de la gestion suffit"

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="mailing", verbose_name="compte"
    )
    rhythm = models.CharField("courriels", max_length=8, choices=Rhythm, default=Rhythm.AT_ONCE)

    class Meta:
        verbose_name = "choix des courriels"
        verbose_name_plural = "choix des courriels"

    def __str__(self):
        return self.get_rhythm_display()

    @classmethod
    def of(cls, user):
        """The choice of an account, stored or not."""
        return cls.objects.filter(user=user).first() or cls(user=user)
