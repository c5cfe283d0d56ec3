"""One reader of query strings for every list: words, facets and settings become a queryset and its counts.

Values of one facet add up (OR), facets narrow one another (AND). The count beside a value is the number of
entries that the value gives with all the *other* filters applied. A value that does not exist empties the
list and is named; a setting that does not exist falls back and says so; an unknown parameter is ignored.
"""

from copy import copy
from itertools import chain

from django import forms
from django.utils.functional import cached_property

from engine.analysis import MAX_TEXT
from engine.geography import Around
from engine.search import Request
from french.folding import fold
from french.typography import NBSP

from . import parameters
from .criteria import ASKED, EXAMPLES, AmountFilter, Facet, FormatSetting, PageSetting, Setting, TypedFilter, Words
from .formats import FORMATS
from .formats.sheet import SEPARATORS
from .readings import Read, Reading, read
from .sorts import BY_ANSWER, Sort, SortSetting
from .standard import StandardFilterSet

AS_TYPED = "tels-quels"  # what an address says for words that are not to be read as filters
PER_PAGE = {"10": "10", "24": "24", "48": "48", "96": "96"}


class EntryFilterSet(StandardFilterSet):
    """What every list of entries understands. A list declares its words, its facets and its sorts."""

    SORTS = {"titre": Sort("par titre", ("key",))}
    NUMBERS = ()  # what is sorted by and is not a text
    FIGURES = ()  # numbers that pages add up

    page = PageSetting(label="Page")
    par_page = Setting(label="Résultats par page", choices=PER_PAGE, default="10")
    format = FormatSetting(FORMATS)
    separateur = Setting(label="Séparateur", choices={name: name for name in SEPARATORS}, default="point-virgule")
    mots = Setting(label="Mots", choices={"compris": "compris", AS_TYPED: "tels quels"}, default="compris")
    exemples = Setting(label="Fiches d’exemple", choices={"non": "non", ASKED: "oui"}, default="non")

    def __init__(self, data=None, queryset=None, **kwargs):
        super().__init__(data, queryset, **kwargs)
        self._remarks = []
        self.data = self._ticked()
        self.read = self._read()
        if self.read.differs:
            self.data = self._understood()

    def _ticked(self):
        """Return the query string with the typed names that mean one value replaced by that value, as if ticked."""
        data, typed = self.data, self.typed
        for name, text in typed.items():
            facet = self.criteria[name].facet
            options = self.options(facet)
            named = options.named(text)
            if len(named) == 1:
                data = data.copy()
                data.appendlist(facet, named[0].value)
                del data[name]
                self._remarks += filter(None, [options.remark(text)])
        return data

    def _read(self):
        """The words of the search, read; those to be searched as they are typed are not."""
        words = "" if self.given.get("mots") == AS_TYPED else " ".join(self.data.getlist("q")).strip()
        found = read(type(self), words[:MAX_TEXT]) if words else Read("")
        return found if found.differs or not words else self._named_by_initials(words, found)

    def _named_by_initials(self, words, found):
        """« TCN » is the call that has these initials, when no other has."""
        for name, item in self.criteria.items():
            option = isinstance(item, Facet) and item.has_acronyms and self.options(name).known_as(fold(words))
            if option:
                return Read("", (Reading(words, ((name, option.value),), 0, len(words)),))
        return found

    def _understood(self):
        """Return the query string with the words that are filters replaced by these, as if ticked."""
        data = self.data.copy()
        data["q"] = self.read.rest
        for name, value in chain.from_iterable(one.pairs for one in self.read.readings):
            data.appendlist(name, value)
        return data

    @property
    def typed(self):
        """What was written in the filters that understand names."""
        texts = {
            name: parameters.one_line(self.data.get(name))
            for name, item in self.criteria.items()
            if name in self.data and isinstance(item, TypedFilter)
        }
        return {name: text for name, text in texts.items() if text}

    @classmethod
    def get_filters(cls):
        """The declared filters, and the sorts of this list under `tri`."""
        filters = super().get_filters()
        sorts = {name: sort for name, sort in BY_ANSWER.items() if sort.criterion in filters} | cls.SORTS
        return filters | {"tri": SortSetting(label="Tri", choices={name: sort.label for name, sort in sorts.items()})}

    @cached_property
    def sorts(self):
        """The sorts that readers may choose: by how well entries answer to what is asked, then those of the list."""
        answered = {name: sort for name, sort in BY_ANSWER.items() if self._is_in_force(sort.criterion)}
        return answered | self.SORTS

    def _is_in_force(self, name):
        return bool(self.chosen(name)) and name not in self.unknown

    @property
    def default_sort(self):
        return next(iter(self.sorts))

    @cached_property
    def sort(self):
        chosen = self.chosen("tri")
        return chosen if chosen in self.sorts else self.default_sort

    @property
    def wants_examples(self):
        """Whether the invented examples are asked for, which are shown alone."""
        return self.given.get(EXAMPLES) == ASKED

    def options(self, facet, values=()):
        """The values of a facet that readers may choose: examples only among examples."""
        options = self.criteria[facet].options(values)
        return options if self.wants_examples else options.real

    @cached_property
    def facets(self):
        return {name: item for name, item in self.criteria.items() if isinstance(item, Facet)}

    @property
    def settings(self):
        return {name for name, item in self.criteria.items() if isinstance(item, Setting)}

    def chosen(self, name):
        """What the reader asked for, under that name."""
        if name in self.said_form.fields:
            return self.said_form.cleaned_data.get(name)
        return self.criteria[name].unsaid if name in self.criteria else None

    @cached_property
    def said_form(self):
        """What the address says, once read; a field keeps what it has to tell. Of `form`, only what is asked."""
        form = forms.Form(self.data)
        form.fields = {name: copy(item.field) for name, item in self.said.items()}
        form.full_clean()
        return form

    @cached_property
    def said(self):
        """The filters and the settings that the address names."""
        return {name: item for name, item in self.criteria.items() if name in self.data}

    def default_of(self, name):
        """The value of a setting that an address need not say."""
        return self.default_sort if name == "tri" else getattr(self.criteria[name].field, "default", None)

    def asked(self):
        """Return the request to the index."""
        return Request(
            text=self.chosen("q") or "",
            values={name: values for name in self.facets if (values := self.chosen(name))},
            bounds=self.bounds,
            around=self._around(),
            unknown=frozenset(self.unknown),
        )

    @cached_property
    def bounds(self):
        return {name: bound for name in self.amounts if (bound := self.criteria[name].bound(self.chosen(name)))}

    def _around(self):
        return Around(self.centre.point, float(self.chosen("rayon"))) if self.centre else None

    @cached_property
    def centre(self):
        """The commune around which entries are looked for, when one is asked and known."""
        asked = self.chosen("autour")
        around = self.criteria.get("autour")
        return around.named(asked, self.options(around.facet)) if asked else None

    @property
    def amounts(self):
        return {name: item for name, item in self.criteria.items() if isinstance(item, AmountFilter)}

    @cached_property
    def unknown(self):
        """Values that do not exist, by parameter."""
        unknown = {
            name: self._unknown(name, self.chosen(name)) for name, item in self.said.items() if isinstance(item, Facet)
        }
        unknown |= {name: [self.data.get(name)] for name in self.said_form.errors}
        unknown |= {name: [text] for name, text in self.typed.items()}
        unknown |= {"autour": [self.chosen("autour")] if self.chosen("autour") and not self.centre else []}
        return {name: values for name, values in unknown.items() if values}

    def _unknown(self, facet, chosen):
        known = self.options(facet, chosen).by_value
        return [value for value in chosen if value not in known]

    @cached_property
    def idle(self):
        """Settings without effect (a distance sort without `autour`), each with the criterion that it needs."""
        leaning = {name: item.leans_on(self.chosen(name)) for name, item in self.said.items()}
        return {
            name: criterion
            for name, criterion in leaning.items()
            if criterion and not self.chosen(criterion) and self.chosen(name) != self.default_of(name)
        }

    @property
    def notices(self):
        """What the page tells about settings that do not exist or change nothing, about values that clash."""
        return [*(told for _name, told in self.slips), *self.remarks]

    @property
    def slips(self):
        """Pairs of a parameter that is not taken as it was written, and of what is told about it."""
        fields = self.said_form.fields.items()
        fallen = [(name, field.notice) for name, field in fields if getattr(field, "notice", "")]
        idle = [(name, self._without_effect(name, criterion)) for name, criterion in self.idle.items()]
        return [*fallen, *idle, *self._said_again()]

    @property
    def remarks(self):
        """What is worth knowing of parameters that are taken as they are."""
        return [*self._remarks, *self._crossed()]

    def _without_effect(self, name, criterion):
        value, item = self.chosen(name), self.criteria[name]
        shown = item.field.choices.get(value, value)
        return f"{item.label} « {shown} » : sans effet, car le critère « {self.criteria[criterion].label} » est vide."

    def _said_again(self):
        """Several values of what has but one: the last one counts."""
        for name, item in self.criteria.items():
            values = [] if isinstance(item, Facet | Words) else self.given.getlist(name)
            if len({*values} - {""}) > 1:
                kept = parameters.one_line(values[-1])
                told = f"seule « {kept} » est retenue" if kept else "aucune n’est retenue"
                yield name, f"{item.label} : plusieurs valeurs sont données, {told}."

    def _crossed(self):
        """Bounds with nothing between them."""
        for name, low in self.bounds.items():
            highs = (one.high for one in self.bounds.values() if one.number == low.number and one.high is not None)
            if low.low is not None and any(high < low.low for high in highs):
                yield f"{self.criteria[name].label} : ce minimum dépasse le maximum, aucune fiche ne peut y répondre."

    def describe(self, name, value):
        """A filter in force, in words."""
        if name == "autour" and self.centre:
            return f"à moins de {self.chosen('rayon')} km {self.centre.genitive}"
        return f"«{NBSP}{value}{NBSP}»" if name == "q" else f"{self.criteria[name].label}{NBSP}: {value}"
