"""« Données ouvertes »: what there is, what each column holds, the files."""

from django.http import FileResponse, Http404, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import Resolver404, resolve
from django.views.generic import TemplateView

from actors.models import Actor
from directory.addresses import at_slug, with_identifier
from directory.views import EntryDetailView
from finding.formats.attachment import attachment
from finding.formats.rows import CONTENT_TYPE as JSON_LINES
from finding.formats.rows import json_lines
from finding.formats.sheet import CONTENT_TYPE as CSV
from finding.formats.sheet import sheet

from . import dumps
from .catalogue import SERIALISATIONS, catalogue
from .datasets import completeness, datasets, of_their_own
from .linked import linked_data, tombstone
from .subsidies import SUBSIDIES, funders, years


class OpenDataView(TemplateView):
    """What there is, how fresh and how complete it is, under which licence, how to cite it."""

    template_name = "opendata/index.html"

    def get_context_data(self, **kwargs):
        told = {"datasets": datasets().values(), "completeness": completeness(), "archives": dumps.kept()}
        return super().get_context_data(**kwargs) | told


class DatasetView(TemplateView):
    """A table that is no list of entries: its files, its columns, and what it has to leave out."""

    template_name = "opendata/dataset.html"

    def get_context_data(self, **kwargs):
        dataset = its_own(kwargs["name"])
        told = {"dataset": dataset}
        if dataset.name == "subventions":
            told |= {"years": years(), "funders": funders()}
        return super().get_context_data(**kwargs) | told


def dataset_file(request, name, form):
    """A file of a table that is no list of entries, sent while it is read."""
    dataset = its_own(name)
    if dataset.national and form == "csv":
        return attachment(dataset.national.file(), name, CSV, form)
    if form == "csv":
        return attachment(sheet(dataset.columns, dataset.batches()), name, CSV, form)
    if form == "jsonl" and not dataset.national:
        return attachment(json_lines(dataset.columns, dataset.batches()), name, JSON_LINES, form)
    raise Http404(f"no {form} of {name}")


def its_own(name):
    for dataset in of_their_own():
        if dataset.name == name:
            return dataset
    raise Http404(f"no dataset {name}")


def subsidies_of_year(request, year):
    if year not in years():
        raise Http404(f"no subsidy in {year}")
    return attachment(SUBSIDIES.file(lambda act: act.year == year), f"subventions-{year}", CSV, "csv")


def subsidies_of_funder(request, slug):
    funder = get_object_or_404(Actor.objects.published().real(), slug=slug)
    if funder not in funders():
        raise Http404(f"no subsidy of {slug}")
    return attachment(SUBSIDIES.file(lambda act: act.grant.funder == funder), f"subventions-{slug}", CSV, "csv")


def catalogue_file(request, form):
    """The catalogue in DCAT, which data.gouv.fr and other portals harvest."""
    if form not in SERIALISATIONS:
        raise Http404(f"no catalogue in {form}")
    name, content_type = SERIALISATIONS[form]
    return HttpResponse(catalogue().serialize(format=name), content_type=content_type)


def archive(request, name):
    """An archive of all the data, as of its day."""
    path = dumps.path_of(name)
    if path is None:
        raise Http404(f"no archive {name}")
    return FileResponse(path.open("rb"), as_attachment=True, filename=name)


def linked_by_page(request, page):
    """What the page of an entry says to programs: at its own address, with another end."""
    try:
        match = resolve(f"/{page}/")
    except Resolver404 as error:
        raise Http404(f"no page {page}") from error
    view = getattr(match.func, "view_class", object)
    if not issubclass(view, EntryDetailView):
        raise Http404(f"{page} is no entry")
    return linked(request, at_slug(view.model, match.kwargs["slug"]))


def linked_by_identifier(request, identifier):
    """The same, at the address that never changes."""
    return linked(request, with_identifier(identifier.lower()))


def linked(request, entry):
    """Answer as the page does (`directory.views.elsewhere`): elsewhere for good, gone, or nowhere."""
    standing = entry.standing() if entry else None
    if standing and standing.is_published and not standing.is_example:
        address = f"{standing.get_absolute_url().rstrip('/')}.jsonld"
        if request.path != address:
            return HttpResponsePermanentRedirect(address)
        read = type(standing)._default_manager.published().for_detail().get(pk=standing.pk)
        return in_json(linked_data(read))
    for gone in filter(None, (standing, entry)):
        if gone.was_public and not gone.is_published and not gone.is_example:
            return in_json(tombstone(gone), status=410)
    raise Http404("no entry")


def in_json(told, status=200):
    options = {"ensure_ascii": False, "indent": 1}
    return JsonResponse(told, status=status, content_type="application/ld+json", json_dumps_params=options)
