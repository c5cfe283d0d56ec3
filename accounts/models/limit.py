"""What an account is limited to."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from directory.models import SourceList
from directory.registry import KINDS


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


def limiting_entries():
    """The entries that an account may be limited to: those at the end of the paths that kinds declare."""
    models = {end_of(kind.model, kind.limited_by) for kind in KINDS.values() if kind.limited_by}
    return [entry for model in models for entry in model._default_manager.filter(merged_into=None)]


def end_of(model, path):
    for name in path.split("__"):
        model = model._meta.get_field(name).related_model
    return model
