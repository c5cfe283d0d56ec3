"""What a kind of entry declares, once: menus, lists, site maps, imports, exports and indexes are made from it."""

from dataclasses import dataclass
from functools import cache, reduce
from itertools import chain
from operator import or_

from django.db.models import Min, Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.module_loading import import_string

from engine.analysis import words_of
from engine.morphology import stem
from french.folding import fold
from french.typography import number, plural, typographic

from .criteria import ASKED, EXAMPLES, Facet
from .documents import Documents
from .formats.columns import DETAILS, columns_with

PLANNED = ("publish_from", "publish_until")  # the moments when time alone publishes an entry, and takes it down
CHUNK = 500  # entries read at a time when all those of a list are given


@dataclass(frozen=True)
class Suggestion:
    """A thing that may be meant before its name is written whole."""

    group: str
    label: str
    url: str
    value: str  # in the facet that is about such things
    note: str = ""


@dataclass(frozen=True)
class Shipped:
    """A file of the content shipped for the region, and the dotted path of what reads it."""

    file: str
    importer: str
    is_published: bool = True  # otherwise the entries are drafts, which a person completes


@dataclass(frozen=True)
class Signpost:
    """A page that words of a search ask for, although no entry holds them: « date limite » asks for the calls."""

    phrases: str  # parted by commas
    label: str
    page: str  # the name of its address

    def answers(self, text):
        words = f" {fold(text)} "
        return any(f" {fold(phrase)} " in words for phrase in self.phrases.split(","))

    @property
    def url(self):
        return address(self.page)


@dataclass(frozen=True)
class Brought:
    """A sort of file that staff may bring in: its slug, its name, the dotted path of its importer, what it makes."""

    slug: str
    label: str
    importer: str
    makes: str  # label of the model that one must be allowed to add


class Kind:
    """What the program is told of one kind of entry. A kind may lack a list, an importer or an admin."""

    # How it is called
    name = ""  # in the program, in `type=` of suggestions, in the names of files
    label = plural = ""  # one entry, several
    menu = ""  # its link in the menu; empty when it has none
    every = ""  # the link to the whole list: « Tous les projets »
    rank = 100  # in menus and on the first page of the admin; kinds without one come last
    within = ""  # the kind in whose section of the menu its pages are, when it has no link there

    # Where it is
    model = None
    path = ""  # what the addresses of its pages begin with: `projets/`
    calendar = ""  # the end of the address of its calendar, when its entries make appointments: `echeances.ics`
    pages = ""  # what the names of its pages begin with: `projects:`
    site_map = "finding/_site_map.html"  # what the page « Plan du site » says of it
    site_map_intro = ""  # a few words after the link to the whole list

    # How it is found
    filterset_class = None  # what one may ask of its list; without one, it has no list and is not searched
    ties = {}  # facets that no list filters by: they bring entries together
    points = ()  # paths to the territories where an entry is
    needs = ""  # words of a need that its entries answer: « subvention »
    signposts = ()  # `Signpost`s of the pages that words lead to
    holds_others = False  # whether entries of other kinds are in its own: the name of a place gives what is there
    takes_place = False  # whether its entries are what happens somewhere
    has_families = True  # of words: see `engine.document.Schema`
    has_acronyms = False  # whether its entries are known by their initials too: « TCN »
    parts_of = ""  # label of the model whose rows its `parts` are read from
    reached_by = {}  # label of a model → the ORM paths from an entry to the rows whose values its document holds
    reaches = {}  # name of a lower kind → the ORM paths from an entry of that kind to rows of this kind's model

    # Who writes it
    is_reference = False  # what accounts limited to some calls or lists read: actors, places
    limited_by = ""  # path from its entries to those that accounts may be limited to: its calls

    # How it is taken away
    columns = columns_with()  # what files tell of an entry: `finding.formats.columns`
    details = DETAILS  # what only the API tells of one, with these: columns of an entry read with `for_detail`

    # Where it comes from
    importer = ""  # dotted path of the importer of its files
    brought = ()  # `Brought` files beside those of its importer
    parts_told = {}  # label of a part of its entries → dotted path of what tells what rows of lists still say of some
    shipped = ()  # `Shipped` files of the region, in the order in which they are loaded
    example_rows = {}  # name of a related manager → the columns of its rows in the file of invented entries

    def __init__(self, holds_examples=False):
        self.holds_examples = holds_examples

    @cached_property
    def examples(self):
        """The same kind, of the invented examples: they have a list and an index of their own."""
        return type(self)(holds_examples=True)

    @property
    def section(self):
        """The name of its list, in titles."""
        return self.model.SECTION

    @property
    def app(self):
        return self.model._meta.app_label

    @property
    def model_label(self):
        """The label under which the log of changes tells of its entries."""
        return self.model._meta.concrete_model._meta.label_lower

    def is_named_in(self, text):
        """Whether a text says what its entries are: « quels projets »."""
        words = {stem(word) for word in words_of(text)}
        return any(words.issuperset(map(stem, words_of(name))) for name in (self.label, self.plural))

    def counted(self, total):
        """« 12 projets »."""
        return f"{number(total)} {plural(total, self.label, self.plural)}"

    # Its entries

    def public(self):
        """The published entries that its list holds: the real ones, or the examples."""
        published = self.model.objects.published()
        return published.examples() if self.holds_examples else published.real()

    def entries(self):
        """Return those that the list is made of, annotated with what it filters and sorts by."""
        return self.listed(self.public())

    def listed(self, entries):
        """Return, of a queryset, the entries that the list may hold, annotated with what it filters and sorts by."""
        return entries

    def rows(self, pks):
        """Return the published entries among `pks`, in that order, with what a list shows of them."""
        if not pks:
            return []  # composing a query is half of the work of a page
        rows = self.public().for_listing().in_bulk(pks)
        return [rows[pk] for pk in pks if pk in rows]

    def named(self, pks):
        """Return `{pk: entry}` with no more than it takes to name them."""
        entries = self.public().defer("summary", "body", "text_key")
        return entries.prefetch_related(*self.homonyms()).in_bulk(pks)

    def meant(self, text):
        """The keys of the entries that a text means, whatever words they hold: « 33000 » is Bordeaux."""
        return ()

    def like(self, text):
        """The keys of the entries of which a text is a slip: « Guétary » is nothing, and looks like Guéthary."""
        return ()

    @staticmethod
    def homonyms():
        """What to prefetch with entries to tell them from their homonyms."""
        return ()

    def suggestion(self, entry):
        """An entry as it is offered to who begins to type its name."""
        return Suggestion(self.section, typographic(entry.title), entry.get_absolute_url(), entry.slug)

    def variety(self, entry):
        """What an entry is, in a word; two that have one name and not one variety are told together."""
        return self.label

    def in_site_map(self):
        """The entries that search engines are told about."""
        return self.public()

    def landmarks(self):
        """What `site_map` shows beside the link to the whole list, as a context."""
        return {}

    def for_calendar(self, pks):
        """Yield the published entries among `pks`, in that order, with what `appointments` reads."""
        return chain.from_iterable(in_chunks(self.public().for_calendar(), pks))

    def for_export(self, pks):
        """Yield the same as lists of some of them, with what `columns` read; the next ones once they are asked for."""
        if not pks:
            return iter(())  # composing a query takes longer than telling rows that are kept
        entries = self.public().for_export().with_gathering()
        return in_chunks(entries.defer("body", "text_key", "notes"), pks)

    def appointments(self, entry):
        """The `finding.formats.appointments.Appointment`s that an entry makes."""
        return ()

    def spots(self, entry):
        """The places of an entry read with `for_export` that a map shows, each with its `latitude` and `longitude`."""
        return ()

    # Its pages

    @property
    def has_list(self):
        return self.filterset_class is not None

    def url(self, page, **kwargs):
        """The address of its `list`, of a `facet`, of all its `criteria`."""
        return address(f"{self.pages}{page}", **kwargs)

    @property
    def list_url(self):
        """The whole list."""
        return self.url("list") + (f"?{EXAMPLES}={ASKED}" if self.holds_examples else "")

    @property
    def columns_url(self):
        """What each column of its files holds."""
        return address("finding:columns", path=self.path.rstrip("/"))

    # Its index

    @cached_property
    def documents(self):
        return Documents(self)

    @property
    def filters(self):
        return self.filterset_class.base_filters

    @property
    def facets(self):
        return {name: one for name, one in self.filters.items() if isinstance(one, Facet)} | self.ties

    def parts(self):
        """Pairs of the name of an entry and that of something it is a part of, which has no entry."""
        return ()

    def next_transition(self, now):
        """Return when a page or a document next changes without a write; None when none ever does.

        Here, when an entry comes out or is taken down, as planned.
        """
        ahead = {field: Q(**{f"{field}__gt": now}) for field in PLANNED}
        first = {field: Min(field, filter=is_ahead) for field, is_ahead in ahead.items()}
        moments = self.model.objects.filter(reduce(or_, ahead.values())).aggregate(**first)
        return min(filter(None, moments.values()), default=None)

    def passed(self, since, now):
        """Return the rows that changed without a write between two moments, as `{label of a model: pks}`."""
        comes_or_goes = [Q(**{f"{field}__gt": since, f"{field}__lte": now}) for field in PLANNED]
        rows = self.model.objects.filter(reduce(or_, comes_or_goes))
        return {self.model_label: set(rows.values_list("pk", flat=True))}

    # Its imports

    def importer_class(self):
        """Resolve the importer, which knows the kind: a name, so that neither has to be read before the other."""
        return import_string(self.importer) if self.importer else None


def in_chunks(entries, pks):
    """Yield lists of the rows of a queryset that have these keys, in their order."""
    for start in range(0, len(pks), CHUNK):
        some = pks[start : start + CHUNK]
        rows = entries.in_bulk(some)
        yield [rows[pk] for pk in some if pk in rows]


@cache
def address(view, **kwargs):
    """Return the address of a page of a list, resolved once: only another program would change it."""
    return reverse(view, kwargs=kwargs)
