"""Communes that have disappeared: kept, with the one that took them over, to which all that pointed to them goes."""

from django.core.exceptions import ValidationError

from curation.imports.report import Heading
from curation.merge import repoint

from ..matching.answers import departement_of
from ..models import FormerName, Territory
from .cells import RefusedError
from .rows import FormerNameRow


class Succession:
    """The communes that the source no longer has, each with its successor."""

    def __init__(self, table):
        self.table = table
        self.batch = table.batch
        told = {row.key for row in self.batch.territories}
        self.gone = [one for key, one in table.territories.items() if key not in told and self._is_missing(key, one)]

    def _is_missing(self, key, territory):
        """The source should have it: Insee names every commune, the reference those that it once named."""
        if territory.kind != Territory.Kind.COMMUNE or territory.obsolete_since:
            return False
        if self.batch.exhaustive_in:
            return departement_of(territory.code) in self.batch.exhaustive_in
        return self.batch.dataset in self.table.records.get(":".join(key), {})

    def check(self):
        """Refuse a source from which a commune is missing, and that does not say what became of it."""
        for commune in self.gone:
            if not self._heir(commune):
                self._refuse(commune, "n’est plus dans le fichier, et rien ne dit quelle commune lui succède")

    def write(self):
        for commune in self.gone:
            self._retire(commune, self._heir(commune))

    def _heir(self, commune):
        """The commune of today at the end of the chain of mergers."""
        told, code, seen = {row.code for row in self.batch.territories}, commune.code, set()
        while code not in told and code in self.batch.ends and code not in seen:
            seen.add(code)
            code = self.batch.ends[code].successor
        return self.table.territories.get(("commune", code)) if code in told else None

    def _retire(self, commune, heir):
        end = self.batch.ends[commune.code]
        done = self._repoint(commune, heir)
        commune.obsolete_since, commune.successor = end.date, heir
        commune.save()
        name = FormerNameRow(heir.code, commune.name, FormerName.Kind.MERGER, commune.code, end.date)
        self.table.former_names.append(name)
        self._tell(commune, heir, done)

    def _repoint(self, commune, heir):
        try:
            return repoint(commune, heir)
        except ValidationError as error:
            self._refuse(commune, " ".join(error.messages))
            raise RefusedError(self.table.report) from error

    def _refuse(self, commune, message):
        self.table.report.tell(Heading.REFUSED, 0, "", f"{commune.code} {commune.name}", message)

    def _tell(self, commune, heir, done):
        moved = ", ".join(f"{name} : {count}" for name, count in done.moved.items()) or "rien ne la désignait"
        self.table.report.notes += (f"{commune.code} {commune.name} est désormais {heir.code} {heir.name} ({moved})",)
        self.table.report.notes += tuple(f"doublon retiré : {told}" for told in done.repeated)
