"""What an account is limited to."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from directory.models import SourceList


class Limit(models.Model):
    """A call or a list that a contributor is limited to. Without any, an account works on all that its roles open."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="limits", verbose_name="compte")
    identifier = models.CharField("dispositif", max_length=16, blank=True)  # whichever kind it is of, as in the log
    source_list = models.ForeignKey(
        SourceList, models.CASCADE, null=True, blank=True, related_name="+", verbose_name="liste"
    )

    class Meta:
        verbose_name = "limite"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(identifier="", source_list__isnull=False) | ~Q(identifier="") & Q(source_list=None),
                name="limit_is_one_entry_or_one_list",
                violation_error_message="Une limite est un dispositif ou une liste, l’un des deux.",
            ),
            models.UniqueConstraint(
                fields=["user", "identifier"],
                condition=~Q(identifier=""),
                name="limit_to_an_entry_is_said_once",
                violation_error_message="Ce compte est déjà limité à ce dispositif.",
            ),
            models.UniqueConstraint(
                fields=["user", "source_list"],
                name="limit_to_a_list_is_said_once",
                violation_error_message="Ce compte est déjà limité à cette liste.",
            ),
        ]

    def __str__(self):
        return str(self.source_list or self.identifier)
