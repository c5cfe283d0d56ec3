"""What a request asks of a resource, read whole: all that is wrong with it is told at once, and nothing is ignored."""

from dataclasses import dataclass, field
from datetime import datetime, time

from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from .problems import Refused

PER_PAGE, MOST = 24, 100
LONGEST = 7  # digits of the number of a page
YEARS = range(1970, 2101)  # of « depuis »


@dataclass(frozen=True)
class Parameter:
    """A parameter of a resource, as its description tells it; `schema` is that of its value."""

    name: str
    description: str
    schema: dict = field(default_factory=lambda: {"type": "string"})
    many: bool = False  # given several times, its values add up
    example: object = None


PAGE = Parameter("page", "Numéro de la page.", {"type": "integer", "minimum": 1, "default": 1})
SIZE = Parameter(
    "par_page",
    f"Nombre de fiches par page, {MOST} au plus.",
    {"type": "integer", "minimum": 1, "maximum": MOST, "default": PER_PAGE},
)
SINCE = Parameter(
    "depuis",
    "Seulement ce qui a été écrit ou publié depuis ce jour, ou ce moment (heure de Paris, sauf décalage écrit).",
    example="2026-01-01",
)
FIELDS = Parameter(
    "champs", "Seulement ces champs, par leur nom, séparés par des virgules.", example="identifier,title"
)


class Asked:
    """The parameters of a request to a resource. `refuse` raises once all that is wrong is known."""

    def __init__(self, query, known, columns):
        self.errors = [(name, "Ce paramètre n’existe pas.") for name in query if name not in known]
        self.errors += [(name, "Ce paramètre est donné plusieurs fois.") for name in self._repeated(query, known)]
        self.query, self._columns = query, columns
        self.page = self._number("page", 1)
        self.per_page = self._number("par_page", PER_PAGE, MOST)
        self.since = self._since()
        self.columns = self._chosen()

    @property
    def start(self):
        return (self.page - 1) * self.per_page

    def refuse(self, *errors):
        """Refuse the request when something is wrong with it, `errors` too."""
        told = {name for name, _detail in self.errors}
        if errors := [*self.errors, *(error for error in errors if error[0] not in told)]:
            raise Refused(errors)

    @staticmethod
    def _repeated(query, known):
        return [name for name, values in query.lists() if len(values) > 1 and name in known and not known[name].many]

    def _number(self, name, default, most=10**LONGEST - 1):
        text = self.query.get(name, "")
        if not text:
            return default
        if text.isascii() and text.isdecimal() and len(text) <= LONGEST and 1 <= int(text) <= most:
            return int(text)
        self.errors.append((name, f"Il faut un nombre entier, de 1 à {most}."))
        return default

    def _since(self):
        text = self.query.get("depuis", "")
        if not text:
            return None
        if moment := moment_of(text):
            return moment
        self.errors.append(("depuis", "Il faut un jour (2026-01-31) ou un moment (2026-01-31T12:00)."))
        return None

    def _chosen(self):
        names = [name.strip() for name in self.query.get("champs", "").split(",") if name.strip()]
        unknown = {*names} - {one.name for one in self._columns}
        if unknown:
            self.errors.append(("champs", f"Ces champs n’existent pas : {', '.join(sorted(unknown))}."))
        return [one for one in self._columns if one.name in names] if names else self._columns


def moment_of(text):
    """A day or a moment as ISO 8601 writes them, in Paris unless it says where; None when it is neither."""
    try:
        moment, day = parse_datetime(text), parse_date(text)
    except ValueError:  # well written, and not in the calendar
        return None
    moment = moment or day and datetime.combine(day, time())
    if not moment or moment.year not in YEARS:
        return None
    return timezone.make_aware(moment) if timezone.is_naive(moment) else moment
