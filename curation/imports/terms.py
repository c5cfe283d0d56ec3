"""The thesaurus in the database, as the importers use it."""

from directory.models import Term, TermLabel

from ..thesaurus import Concept, Thesaurus


def current_thesaurus():
    """Every slug, name and other writing of every term, in two queries."""
    terms = {term.pk: term for term in Term.objects.select_related("parent", "default_sector")}
    labels = TermLabel.objects.values_list("label", "term_id")
    slugs, names = ([(getattr(term, name), pk) for pk, term in terms.items()] for name in ("slug", "name"))
    return Thesaurus((text, _concept(terms[pk])) for text, pk in [*slugs, *labels, *names])


def term_keys(vocabulary):
    """The terms of a vocabulary as an importer writes them: `{slug: pk}`."""
    return dict(Term.objects.of(vocabulary).values_list("slug", "pk"))


def names_of(vocabulary):
    """The names that a file may give to the terms of a vocabulary that are still proposed."""
    return [*Term.objects.of(vocabulary).active().values_list("name", flat=True)]


def _concept(term):
    sector = term.default_sector.slug if term.default_sector else ""
    family = term.parent.slug if term.parent else term.slug
    return Concept(term.vocabulary, term.slug, family, sector, term.is_public_body)
