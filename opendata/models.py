"""How much of the API each address has asked for lately: a count, shared by the processes, that is soon erased."""

from datetime import timedelta

from django.db import models, transaction
from django.db.models import F
from django.utils import timezone

WINDOW = timedelta(minutes=10)


class ApiUseQuerySet(models.QuerySet):
    def add(self, sender, window, number):
        """Count some more requests, and forget those of before; return how many there are now."""
        with transaction.atomic():
            self.filter(window__lt=window).delete()
            self.bulk_create([ApiUse(sender=sender, window=window)], ignore_conflicts=True)
            self.filter(sender=sender, window=window).update(requests=F("requests") + number)
        return self.told(sender, window)

    add.alters_data = True

    def forget(self):
        """Erase those of before; return how many they were."""
        return self.filter(window__lte=timezone.now() - WINDOW).delete()[0]

    forget.alters_data = True

    def told(self, sender, window):
        """How many requests were counted."""
        return self.filter(sender=sender, window=window).values_list("requests", flat=True).first() or 0


class ApiUse(models.Model):
    """The requests of an address in ten minutes. Who it is cannot be read here: `accounts.sender.fingerprint`."""

    sender = models.CharField("empreinte de l’adresse", max_length=32)
    window = models.DateTimeField("dix minutes qui commencent à")
    requests = models.PositiveIntegerField("demandes", default=0)

    objects = ApiUseQuerySet.as_manager()

    class Meta:
        verbose_name = "usage de l’API"
        verbose_name_plural = "usages de l’API"
        constraints = [
            models.UniqueConstraint(
                fields=["sender", "window"],
                name="api_use_is_counted_once",
                violation_error_message="Cet usage est déjà compté.",
            )
        ]

    def __str__(self):
        return f"{self.requests} demandes depuis {self.window:%H:%M}"
