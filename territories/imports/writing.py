"""Writing what a source says into the territories: in bulk, found again by code, left to staff where staff edited."""

from collections import defaultdict

from django.utils import timezone
from django.utils.text import slugify

from curation.imports.reconcile import reconcile
from curation.imports.report import Heading, Outcome
from directory.models import FormerSlug, SourceList, SourceRecord
from directory.models.entry import SLUG_LENGTH
from directory.models.identifiers import new_identifier
from directory.models.slugs import first_free
from french.folding import fold

from ..models import FormerName, Territory
from .perimeters import Perimeters
from .rows import FormerNameRow

DATASETS = ("reference", "cog", "geo-api")


class TerritoryTable:
    """All the administrative territories, those already there and those that a batch brings.

    Each source has its own `SourceRecord` of a territory. A value is written when the source says something new,
    and nobody but a source wrote the one that is there: the shipped reference, loaded again after a refresh from
    Insee, does not bring the old names back.
    """

    def __init__(self, batch, report):
        self.batch = batch
        self.report = report
        self.territories = {}
        self.perimeters = Perimeters()
        self.shipped = SourceList.objects.shipped_or_new()
        self.records = defaultdict(dict)
        self.changed_fields = set()
        self.created, self.changed, self.told, self.former_names = [], [], [], []
        self.one_by_one = {}
        self._load()

    def _load(self):
        territories = {one.identifier: one for one in Territory.objects.administrative()}
        keys = {}
        for record in self.shipped.rows.filter(dataset__in=DATASETS):
            self.records[record.key][record.dataset] = record
            keys[record.identifier] = tuple(record.key.split(":"))
        for identifier, territory in territories.items():
            key = keys.get(identifier) or (territory.kind, territory.code or territory.slug)
            self.territories[key] = territory
        self.perimeters.load(self.territories)
        self.slugs = {*Territory.objects.values_list("slug", flat=True)}
        self.slugs |= {*FormerSlug.objects.filter(kind=Territory.entry_kind()).values_list("slug", flat=True)}

    def current(self, code):
        """The commune of today that has the code, or took over the one that had it; or the département."""
        territory = self.territories.get(("commune", code)) or self.territories.get(("departement", code))
        return territory.standing() if territory else None

    def bring(self, row):
        """Make or update the territory of a row, in memory."""
        territory = self.territories.get(row.key) or self._new(row)
        self._revive(territory)
        records = self.records[":".join(row.key)]
        record = records.get(self.batch.dataset) or self._new_record(row)
        told = row.values() | self._vintage(territory, row)
        news = {name: value for name, value in told.items() if record.values.get(name) != value}
        now = {name: self._now(territory, row.key, name) for name in news}
        reconciled = reconcile(imported(records.values(), now), now, news, erasing=news.keys())
        self._change(territory, row, reconciled.changes)
        self._tell_kept(territory, row, reconciled.kept)
        self._remember(record, territory, {name: news[name] for name in news.keys() - reconciled.kept.keys()})

    def _new_record(self, row):
        return SourceRecord(source_list=self.shipped, dataset=self.batch.dataset, key=":".join(row.key))

    @property
    def official(self):
        """The territories that a source told of, and not those that someone made by hand."""
        return {key: one for key, one in self.territories.items() if ":".join(key) in self.records}

    def save(self):
        """Write what was brought: new territories and changes in bulk, the few new names one by one."""
        if not self.shipped.pk:
            self.shipped.save()
        Territory.objects.bulk_create(self.created, batch_size=500)
        if self.changed:
            Territory.objects.bulk_update(self.changed, [*self.changed_fields, "updated_at"], batch_size=500)
        for territory in self.one_by_one.values():
            territory.save()
        SourceRecord.objects.bulk_create([record for record in self.told if not record.pk], batch_size=500)
        known = [record for record in self.told if record.pk]
        SourceRecord.objects.bulk_update(known, ["values", "identifier", "imported_at"], batch_size=500)

    def _new(self, row):
        kind, code = row.key
        territory = Territory(
            identifier=new_identifier(Territory.IDENTIFIER_PREFIX, f"territoires:{kind}:{code}"),
            kind=kind,
            code="" if kind == Territory.Kind.POLE else code,
            status=Territory.Status.PUBLISHED,
            first_published_at=timezone.now(),
        )
        self.territories[row.key] = territory
        return territory

    def _revive(self, territory):
        """An official file that names a commune says that it exists."""
        if territory.obsolete_since and self.batch.exhaustive_in:
            territory.obsolete_since, territory.successor = "", None
            self.one_by_one[territory.identifier] = territory

    def _vintage(self, territory, row):
        """The vintage of a refreshed territory: the new part, beside those that the file does not renew."""
        if not self.batch.renews:
            return {}
        parts = (part for part in territory.vintage.split(", ") if part.split(" ")[0] not in self.batch.renews)
        return {"vintage": ", ".join(part for part in (row.vintage, *parts) if part)}

    def _now(self, territory, key, name):
        if name == "within":
            return self.perimeters.told(key)
        return getattr(territory, name) if territory.pk else None

    def _change(self, territory, row, changes):
        self.report.outcomes[self._outcome(territory, changes)] += 1
        self.perimeters.change(row.key, changes.pop("within", None))
        before = territory.name
        for name, value in changes.items():
            setattr(territory, name, value)
        if not territory.pk:
            territory.slug = self._free_slug(row)
            self.created.append(territory)
        elif "name" in changes:
            self._rename(territory, row, before)
        elif changes:
            territory.updated_at = timezone.now()
            self.changed.append(territory)
            self.changed_fields |= changes.keys()

    def _outcome(self, territory, changes):
        if not territory.pk:
            return Outcome.CREATED
        return Outcome.UPDATED if changes else Outcome.UNCHANGED

    def _rename(self, territory, row, before):
        """A renamed commune has a new address, unless staff chose it; people go on typing the former name."""
        if territory.slug == slug_stem(row.kind, row.code, before):
            territory.slug = self._free_slug(row)
        if self.batch.exhaustive_in and fold(before) != fold(row.name):
            self.former_names.append(FormerNameRow(row.code, before, FormerName.Kind.RENAMING, row.code))
        self.one_by_one[territory.identifier] = territory

    def _free_slug(self, row):
        slug = first_free(slug_stem(row.kind, row.code, row.name), self.slugs.__contains__, SLUG_LENGTH)
        self.slugs.add(slug)
        return slug

    def _tell_kept(self, territory, row, kept):
        for name, value in kept.items():
            message = f"{territory.name}, {field_name(name)} : modifié à la main, gardé"
            self.report.tell(Heading.KEPT, row.line, "", str(value), message)

    def _remember(self, record, territory, values):
        if values or record.identifier != territory.identifier:
            record.identifier = territory.identifier
            record.values |= values
            record.imported_at = timezone.now()
            self.told.append(record)


def imported(records, now):
    """What sources last said of the fields: what is there now, if one of them said it."""
    said = defaultdict(list)
    for record in records:
        for name in now.keys() & record.values.keys():
            said[name].append(record.values[name])
    return {name: now[name] if now[name] in values else values[0] for name, values in said.items()}


def slug_stem(kind, code, name):
    """Bare for a région, a département or a pôle, with its code for a commune: `charente`, `angouleme-16015`."""
    if kind == Territory.Kind.POLE:
        return code
    return slugify(f"{fold(name)} {code}" if kind == Territory.Kind.COMMUNE else fold(name))


def field_name(name):
    return str(Territory._meta.get_field(name).verbose_name)
