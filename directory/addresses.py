"""From an address to the entry that is, or was, to be read there."""

from django.apps import apps

from .models import Entry, FormerSlug


def kinds():
    """Return `{letter that begins identifiers: model}`; a proxy shares the letter, and the table, of its model."""
    models = (model for model in apps.get_models() if issubclass(model, Entry) and not model._meta.proxy)
    return {model.IDENTIFIER_PREFIX: model for model in models}


def with_identifier(identifier):
    """The entry that bears the permanent identifier, published or not; None when there is none."""
    model = kinds().get(identifier[:1])
    return model._base_manager.filter(identifier=identifier).first() if model else None


def at_slug(model, slug):
    """The entry of the kind that has the slug, or else once had it, published or not; None when there is none."""
    entries = model._base_manager
    former = FormerSlug.objects.filter(kind=model.entry_kind(), slug=slug)
    return entries.filter(slug=slug).first() or entries.filter(identifier__in=former.values("identifier")).first()
