"""Going back to what an entry was: to a whole version, or to one thing of it, and never to its publication.

The fields of the entry go through the form of staff, as if somebody had typed them; its rows through `full_clean`,
since a row that was removed comes back under its own key, which a formset would not give it.
"""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import FileField, ProtectedError

from directory.models import RESTORATION, Entry, turn
from directory.versions.differences import Difference, State, differences
from directory.versions.layouts import parts, told_links

from ..deposits.undoing import put, twin_of
from .sent import as_sent

# what says whether the entry is read, and what it is: other pages decide that
PUBLICATION = {"status", "publish_from", "publish_until", "withdrawal_note", "is_example", "merged_into", "identifier"}
KEPT = "l’état de publication se décide dans la fiche"
GONE = "ce champ n’existe plus"
SHUT = "ne se modifie pas dans la fiche"
FILE = "un fichier retiré est effacé, un fichier ajouté se retire dans la fiche"
ELSEWHERE = "cette ligne est maintenant dans une autre fiche"
TWIN = "une autre ligne dit déjà la même chose"
UNMASKED = "Rien n’est rétabli : la fiche nommerait une personne que la loi interdit de nommer."
PUBLIC = "Rien n’est rétabli : la fiche deviendrait publique. Rétablir ne publie jamais."
REFUSED = "Rien n’est rétabli : d’autres lignes du répertoire dépendent de ce qui serait retiré."


@dataclass
class Restoration:
    """What going back to a version would change, from now to then, and what would stay, with the reason."""

    entry: object
    then: State
    changes: list[Difference] = field(default_factory=list)
    kept: list[tuple[Difference, str]] = field(default_factory=list)


def planned(permitted, entry, version, code=""):
    """Return the Restoration of a version, or of the one thing of it that has a code; nothing is written.

    `permitted` is what the account may write.
    """
    then = State.of(version)
    done = Restoration(entry, then)
    for one in differences(State.now(entry), then):
        if code and not one.answers(code):
            continue
        if reason := reason_to_keep(permitted, entry, one):
            done.kept.append((one, reason))
        else:
            done.changes.append(one)
    return done


def reason_to_keep(permitted, entry, one):
    """Return why a difference stays as it is; blank when nothing keeps it."""
    if one.names and one.names[0] is None:
        return GONE
    if is_own(entry, one):
        return KEPT if one.names[0] in PUBLICATION else "" if one.names[0] in permitted.fields else SHUT
    model = permitted.models.get(one.model)
    if model is None:
        return SHUT
    files = {it.name for it in model._meta.fields if isinstance(it, FileField)}
    if files and (not one.names or one.names[0] in files):
        return FILE
    if not one.names and not one.before and model._base_manager.filter(pk=one.key).exists():
        return ELSEWHERE
    return ""


def is_own(entry, one):
    """A field of the entry itself, and not of one of its rows."""
    return (one.model, one.key) == (type(entry)._meta.concrete_model._meta.label_lower, str(entry.pk))


class Permitted:
    """What an account may write of an entry: `fields` of its form, `models` of its rows by label, the whole first."""

    def __init__(self, model_admin, request, entry):
        self.model_admin, self.request = model_admin, request
        self.form = model_admin.get_form(request, entry, change=True)
        self.fields = set(self.form.base_fields)
        shown = {one.model for one in model_admin.get_inline_instances(request, entry)}
        self.models = {}
        for one, _ in parts(type(entry)._meta.concrete_model):
            if not shown.isdisjoint([one, one.owner_kind()]):  # the amendments of a grant, which is shown
                self.models[one._meta.label_lower] = one


def restore(permitted, restoration, why):
    """Write a Restoration, all of it or nothing; raise ValidationError with what the rules refuse."""
    entry = restoration.entry
    try:
        with turn(RESTORATION, why):
            restore_rows(restoration, permitted.models)
            restore_fields(restoration, permitted)
            check_publicity(entry, type(entry)._base_manager.get(pk=entry.pk))
    except (IntegrityError, ProtectedError) as error:
        raise ValidationError(REFUSED) from error


def check_publicity(before, after):
    """Refuse what would make an entry read, or named, that was not."""
    if not isinstance(before, Entry):
        return
    if before.is_masked and not after.is_masked:
        raise ValidationError(UNMASKED)
    if after.is_published and not before.is_published:
        raise ValidationError(PUBLIC)


def restore_rows(restoration, models):
    """Remove, correct, then put back rows: two that may not be together are never so."""
    rows = {(one.model, one.key): one for one in restoration.changes if not is_own(restoration.entry, one)}
    gone = [key for key, one in rows.items() if not one.names and not one.after]
    back = [key for key, one in rows.items() if not one.names and not one.before]
    for label, key in gone:
        if row := models[label]._default_manager.filter(pk=key).first():  # unless it went with the one it is a part of
            row.delete()
    for label, key in rows:
        if (label, key) not in (*gone, *back):
            correct(restoration, models[label]._default_manager.get(pk=key))
    order = [*models]
    for label, key in sorted(back, key=lambda one: order.index(one[0])):
        put_back(restoration, models[label], key)


def correct(restoration, row):
    """Give a row that is still there the values chosen."""
    label = row._meta.label_lower
    names = {one.names for one in restoration.changes if (one.model, one.key) == (label, str(row.pk))}
    told = restoration.then.rows[label][str(row.pk)]
    write(row, {now: told.get(then) for now, then in names})


def put_back(restoration, model, key):
    """Make a row again, under its own key, as a part of the entry."""
    row, entry = model(pk=int(key)), restoration.entry
    if model.owner_kind() is type(entry)._meta.concrete_model:
        setattr(row, model.owner_column(), entry.pk)
    told = restoration.then.rows[model._meta.label_lower][key]
    values = {one.name: told[one.name] for one in model._meta.get_fields() if one.name in told}
    put(row, columns_of(row, values))
    if twin_of(row):
        raise ValidationError(f"{name_of(restoration, model, key)} : {TWIN}.")
    write(row, values, force_insert=True)


def name_of(restoration, model, key):
    """Return what the plan calls a row."""
    label = model._meta.label_lower
    return next(one.what for one in restoration.changes if (one.model, one.key) == (label, key))


def write(row, values, **options):
    """Check a row with some values by the rules of its model, and save it."""
    put(row, columns_of(row, values))
    row.full_clean()
    row.save(**options)
    for link in told_links(type(row)):
        if link.name in values:
            getattr(row, link.name).set(values[link.name] or ())


def columns_of(row, values):
    """Return values by column, where what says nothing is what the column has for that."""
    columns = {}
    for one in row._meta.concrete_fields:
        if one.name in values:
            value = values[one.name]
            columns[one.attname] = ("" if not one.null else None) if value is None else value
    return columns


def restore_fields(restoration, permitted):
    """Send the form of the entry with the values chosen."""
    entry, label = restoration.entry, restoration.then.kind
    chosen = [one.names for one in restoration.changes if is_own(entry, one)]
    if not chosen:
        return
    told = restoration.then.rows[label][str(entry.pk)]
    stored = permitted.model_admin.get_queryset(permitted.request).get(pk=entry.pk)
    confirmed = {"are_checked": True}  # amounts that were stored were confirmed
    initial = confirmed | {now: as_initial(stored._meta.get_field(now), told.get(then)) for now, then in chosen}
    form = permitted.form(as_sent(permitted.form(instance=stored, initial=initial)), instance=stored)
    if not form.is_valid():
        raise ValidationError(
            [f"{label_of(form, name)}{text}" for name, texts in form.errors.items() for text in texts]
        )
    row = form.save(commit=False)
    permitted.model_admin.save_model(permitted.request, row, form, change=True)
    form.save_m2m()


def label_of(form, name):
    return f"{form.fields[name].label} : " if name in form.fields else ""


def as_initial(column, value):
    """Return a value of a snapshot as a form takes it; links that are gone since are left out."""
    if column.many_to_many:
        return [*column.related_model._base_manager.filter(pk__in=value or ()).values_list("pk", flat=True)]
    if value is None or column.is_relation:
        return value
    return column.to_python(value)
