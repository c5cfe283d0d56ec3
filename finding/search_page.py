"""The search across all the kinds of entries, as a page and as JSON."""

from dataclasses import dataclass, field, replace

from django import forms
from django.core.paginator import Paginator
from django.http import JsonResponse
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from directory.registry import KINDS
from french.folding import fold
from french.typography import NBSP, joined, number, plural

from .everywhere import Everywhere
from .filters import AS_TYPED, PER_PAGE
from .models import MissedWord
from .parameters import PageField, SettingField, WordsField


class SearchForm(forms.Form):
    """What the search understands: no text is refused, a bad setting falls back."""

    q = WordsField(required=False)
    mots = SettingField(label="Mots", choices={AS_TYPED: "tels quels"}, default="", required=False)
    page = PageField(label="Page", required=False)
    par_page = SettingField(label="Résultats par page", choices=PER_PAGE, default="10", required=False)
    format = SettingField(label="Format", choices={"html": "page", "json": "JSON"}, default="html", required=False)

    @property
    def asked(self):
        self.is_valid()
        return self.cleaned_data

    @property
    def notices(self):
        return [field.notice for field in self.fields.values() if getattr(field, "notice", "")]


def signposts(text):
    """The pages that some words ask for."""
    return [one for kind in KINDS.values() for one in kind.signposts if one.answers(text)]


@dataclass(frozen=True)
class Result:
    """An entry found, whatever its kind, and the other pages of what has its name."""

    kind: object
    entry: object
    others: list = field(default_factory=list)
    lacks: list = field(default_factory=list)  # words of the reader

    @property
    def name(self):
        """The title, told from that of its homonyms."""
        return self.kind.suggestion(self.entry).label

    @property
    def variety(self):
        return self.kind.variety(self.entry)

    def as_json(self, request):
        url = request.build_absolute_uri(self.entry.get_absolute_url())
        told = {"type": self.kind.label, "id": self.entry.identifier, "title": self.entry.title, "url": url}
        told |= {"also": [other.as_json(request) for other in self.others]} if self.others else {}
        return told | ({"lacks": self.lacks} if self.lacks else {})

    @property
    def without(self):
        """« Sans « gare » ni « usine » »: what is written of an entry that does not hold all the words."""
        return f"Sans {' ni '.join(f'«{NBSP}{word}{NBSP}»' for word in self.lacks)}" if self.lacks else ""


class SearchView(TemplateView):
    """The entries of every kind that answer to the same words."""

    template_name = "finding/search.html"

    @cached_property
    def form(self):
        return SearchForm(self.request.GET)

    @cached_property
    def found(self):
        return Everywhere(self.form.asked.get("q", ""), plain=self.form.asked.get("mots") == AS_TYPED)

    @cached_property
    def page(self):
        return Paginator(self.found, int(self.form.asked["par_page"])).get_page(self.form.asked["page"])

    def get(self, request, *args, **kwargs):
        if self.form.asked["format"] == "json":
            return JsonResponse(self.as_json(), json_dumps_params={"ensure_ascii": False})
        response = super().get(request, *args, **kwargs)
        if self.is_typed and (missed := self.found.missed):
            MissedWord.objects.count_words(missed)
            response.headers["Cache-Control"] = "no-cache"  # a page that is kept would not be counted again
        return response

    @property
    def is_typed(self):
        """Whether the address is one that the search form makes."""
        return self.request.method == "GET" and self.request.GET.keys() == {"q"} and not self.found.is_read

    @cached_property
    def partial(self):
        """What the page shows after the results, when they are few: entries that lack some of the words."""
        found = results(self.found.partial)
        return [replace(one, lacks=self.found.lacking(one.kind, one.entry)) for one in found]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "words": self.found.text,
            "total": len(self.found),
            "page": self.page,
            "by_kind": [(kind.counted(count), url) for kind, count, url in self.found.by_kind],
            "results": results(self.page),
            "partial": self.partial,
            "lighter": self.found.lighter,
            "signposts": signposts(self.found.text),
            "notices": self.form.notices,
        }

    def title(self):
        """« 12 résultats pour « son » – page 2 »."""
        if not self.found.text:
            return "Recherche"
        page = f" – page {self.page.number}" if self.page.number > 1 else ""
        return f"{number(len(self.found))} {self.heading()}{page}"

    def heading(self):
        """What is written after the number of results: « résultats pour « son » »."""
        return f"{plural(len(self.found), 'résultat')} pour «{NBSP}{self.found.text}{NBSP}»"

    def nothing(self):
        """What is said when no entry answers."""
        if self.found.is_read:
            return "Aucune fiche ne répond à cette recherche."
        if self.found.only_asks:
            return "Dites aussi ce que vous cherchez : ces mots ne font que le demander."
        return f"Aucune fiche ne contient {'tous ces mots' if self.found.partial else 'ces mots'}."

    def kinds(self):
        """« les projets, les acteurs et les appels »: all that the search goes through."""
        return joined([f"les {kind.plural}" for kind in KINDS.in_menu()])

    def as_json(self):
        return {
            "total": len(self.found),
            "page": self.page.number,
            "pages": self.page.paginator.num_pages,
            "results": [result.as_json(self.request) for result in [*results(self.page), *self.partial]],
            "related": self.found.related,
            "understood": [{"words": one.words, "as": one.told} for one in self.found.understood],
            "aside": self.found.aside,
            "suggestion": self.found.suggestion,
        }


def results(found):
    """The entries of a page; what has one name and several pages (an actor, its place, its project) is told once."""
    told, shown = {}, []
    for kind, entry in found:
        new = Result(kind, entry)
        alike = told.setdefault(fold(entry.title), [])
        first = next((one for one in alike if new.variety not in {each.variety for each in (one, *one.others)}), None)
        if first:
            first.others.append(new)
        else:
            alike.append(new)
            shown.append(new)
    return shown
