"""What somebody is told by mail of what others did."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

KEPT = timedelta(days=30)  # a notice that was sent; it names entries that may not be public


class NoticeQuerySet(models.QuerySet):
    def unsent(self):
        return self.filter(sent_at=None)

    def stale(self):
        return self.filter(at__lt=timezone.now() - KEPT)


class Notice(models.Model):
    """A line of a mail: sent at once, or with those of the day."""

    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices", verbose_name="pour")
    text = models.TextField("texte")
    path = models.CharField("adresse", max_length=250)  # in the site of staff
    at = models.DateTimeField("le", auto_now_add=True)
    sent_at = models.DateTimeField("envoyé le", null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "avis"
        verbose_name_plural = "avis"
        ordering = ["pk"]

    def __str__(self):
        return self.text
