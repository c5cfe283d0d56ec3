"""What must hold of all the kinds of entries together."""

from collections import defaultdict

from django.apps import apps
from django.core.checks import Error, register

from .models import Entry


@register
def prefixes_are_unique(app_configs=None, **kwargs):
    """The letter that begins an identifier tells the table where its entry is: two tables with one letter hide one."""
    by_prefix = defaultdict(list)
    for model in apps.get_models():
        if issubclass(model, Entry) and not model._meta.proxy:
            by_prefix[model.IDENTIFIER_PREFIX].append(model)
    shared = {prefix: models for prefix, models in by_prefix.items() if len(models) > 1}
    return [
        Error(
            f"{models[0]._meta.label} and {models[1]._meta.label} share the prefix « {prefix} ».",
            obj=models[1],
            id="directory.E001",
        )
        for prefix, models in shared.items()
    ]
