"""The rows that are the person: an actor, an account. All that they hold goes, whether it names the person or not."""

from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType

from accounts import factor, sessions
from accounts.models import Access
from actors.models import MASKED_NAME, Actor, ActorName
from actors.personhood import Personhood
from curation.models import Trace
from directory.models import SourceRecord, Version
from finding.models import MissedWord
from french.folding import fold

from .columns import TEXTS
from .texts import SHORTEST

KEPT = {"identifier", "slug", "status", "name", "answer", "personhood"}  # of an actor: its place in what was funded
NAMING = ("siret", "siren", "rna", "email")  # of an actor: they name it elsewhere too


def actors_who_are(person):
    """The actors of which a name is one of the person's, whole."""
    named = {pk for pk, name in Actor.objects.values_list("pk", "name") if person.is_all_of(name)}
    named |= {pk for pk, name in ActorName.objects.values_list("actor", "name") if person.is_all_of(name)}
    return list(Actor.objects.filter(pk__in=named))


def numbers_of(actors):
    """What else names the actors: their numbers, their addresses."""
    return [value for actor in actors for name in NAMING if (value := getattr(actor, name))]


def forget_actor(actor):
    """Leave of an actor a natural person without a name, a page or a past: what it was granted still counts."""
    keys = {"kind": Actor._meta.label_lower, "row": actor.pk}
    actor.names.all().delete()
    for image in actor.images.all():
        image.delete()
    for field in Actor._meta.concrete_fields:
        if isinstance(field, TEXTS) and field.blank and field.name not in KEPT:
            setattr(actor, field.name, "")
    actor.name, actor.answer = MASKED_NAME, Personhood.PERSON
    actor.save()
    Version.objects.filter(**keys).delete()
    Trace.objects.filter(**keys).delete()  # undoing an import leaves it as it is now
    SourceRecord.objects.filter(identifier=actor.identifier).update(told={}, values={}, unplaced={}, settled={})


def forget_searches(texts):
    """Words of searches have no context: those of the person go, whoever they were for."""
    words = {word for text in texts for word in fold(text).split() if len(word) >= SHORTEST}
    MissedWord.objects.filter(word__in=words).delete()


def accounts_of(person):
    """The accounts of the person, by their names, in any order, their address or what they sign in with."""
    return [user for user in User.objects.all() if is_account_of(person, user)]


def is_account_of(person, user):
    names = (f"{user.first_name} {user.last_name}", f"{user.last_name} {user.first_name}")
    return any(map(person.is_all_of, names)) or any(map(person.is_in, filter(None, (user.username, user.email))))


def forget_account(user):
    """Close an account for good: what it did stays, under a number."""
    name = f"compte-{user.pk}"
    sessions.end(user)
    factor.forget(user)
    kind = ContentType.objects.get_for_model(User)
    LogEntry.objects.filter(content_type=kind, object_id=str(user.pk)).update(object_repr=name)
    user.first_name = user.last_name = user.email = ""
    user.username, user.is_active = name, False
    user.set_unusable_password()
    user.save()
    Access.objects.filter(account=user).update(name=name, detail="", address="", device="", known_device="", tried="")
