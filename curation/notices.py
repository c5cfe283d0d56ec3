"""Telling people by mail what others did and now waits for them: at once, once a day or never, as each chose."""

import logging
from smtplib import SMTPException

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from accounts.models import Mailing
from accounts.rights import Action, Subject, holders
from directory.models import Entry
from french.typography import plural

from .models import Move, Notice

logger = logging.getLogger(__name__)
Rhythm = Mailing.Rhythm
Status = Entry.Status


def tell_move(move, entry, subject, path):
    """Tell a step of the publication of an entry: to the team when it is to be read, to whoever asked for that."""
    people = set()
    if move.after == Status.REVIEW:
        people |= set(with_roles(holders(Action.EDIT, subject, Status.REVIEW)))
    if move.before and (asker := Move.objects.asker_of(entry.identifier)):
        people.add(asker)
    word = f"\n« {move.word} »" if move.word else ""
    tell(people - {move.by}, f"« {entry.title} » : {move.done}, par {name_of(move.by)}.{word}", path)


def tell_import(deposit, by, path):
    """Tell that an import is prepared, and waits for somebody who may write it."""
    people = set(with_roles(holders(Action.WRITE, Subject.IMPORT))) - {by}
    tell(people, f"Import à confirmer : « {deposit.list_name} », préparé par {name_of(by)}.", path)


def tell(people, text, path):
    """Note a line for some people, and send it to those who want it at once when the transaction is done."""
    never = set(Mailing.objects.filter(rhythm=Rhythm.NEVER).values_list("user", flat=True))
    kept = [one for one in people if one.is_active and one.email and one.pk not in never]
    notices = Notice.objects.bulk_create([Notice(to=one, text=text, path=path) for one in kept])
    daily = set(Mailing.objects.filter(rhythm=Rhythm.DAILY).values_list("user", flat=True))
    for notice in notices:
        if notice.to_id not in daily:
            transaction.on_commit(lambda notice=notice: send([notice]), robust=True)


def with_roles(roles):
    """The open accounts that have one of some roles."""
    return get_user_model().objects.filter(is_active=True, is_staff=True, groups__name__in=roles).distinct()


def name_of(user):
    return (user.get_full_name() or user.get_username()) if user else "un compte fermé"


def send(notices):
    """Send the notices of one person in one mail; return whether it left. What did not waits for the next day."""
    lines = [f"{notice.text}\n{settings.SITE_URL}{notice.path}" for notice in notices]
    number = len(notices)
    subject = notices[0].text.partition("\n")[0] if number == 1 else f"{number} {plural(number, 'nouvelle')}"
    end = f"Choisir quand ces courriels arrivent : {settings.SITE_URL}/gestion/mon-compte/"
    body = "\n\n".join([*lines, f"--\n{end}"])
    mail = EmailMessage(f"[{settings.SITE_NAME}] {subject}", body, to=[notices[0].to.email])
    try:
        mail.send()
    except (OSError, SMTPException) as error:
        logger.warning("a mail to staff did not leave: %s", type(error).__name__)
        return False
    Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(sent_at=timezone.now())
    return True
