"""What changes an account, in whatever way, is told in the journal; who is closed is signed out everywhere."""

from django.contrib.auth.models import Group, User
from django.db.models.signals import m2m_changed, post_save, pre_save
from django.dispatch import receiver

from . import sessions
from .journal import What, note

# what the journal says of a field that changed, false then true; of an address, only that it did
SWITCHES = {
    "is_active": ("compte fermé", "compte rouvert"),
    "is_superuser": ("n’est plus au-dessus des rôles", "est au-dessus des rôles"),
    "is_staff": ("n’entre plus en gestion", "entre en gestion"),
}
WATCHED = (*SWITCHES, "email", "username")


@receiver(pre_save, sender=User, dispatch_uid="accounts.remember_account")
def remember_account(sender, instance, update_fields, raw, **kwargs):
    """Read what the account was; most saves (the date of a login) are of other fields, and read nothing."""
    is_watched = not raw and (update_fields is None or set(WATCHED) & set(update_fields))
    instance.was = User.objects.filter(pk=instance.pk).values(*WATCHED).first() if is_watched else None


@receiver(post_save, sender=User, dispatch_uid="accounts.tell_account")
def tell_account(sender, instance, created, raw, **kwargs):
    if created and not raw:
        note(What.ACCOUNT, instance, detail="compte créé")
    elif instance.was and (changes := list(changed(instance))):
        note(What.ACCOUNT, instance, detail=", ".join(changes))
        if not instance.is_active:
            sessions.end(instance)


def changed(account):
    """Say each change of what is watched."""
    for name, words in SWITCHES.items():
        if getattr(account, name) != account.was[name]:
            yield words[getattr(account, name)]
    if account.email != account.was["email"]:
        yield "adresse de courriel changée"
    if account.username != account.was["username"]:
        yield f"s’appelait {account.was['username']}"


@receiver(m2m_changed, sender=User.groups.through, dispatch_uid="accounts.tell_rights")
def tell_rights(sender, instance, action, reverse, pk_set, **kwargs):
    """Say which roles an account gets or loses, from the side of the account or from that of the role."""
    words = {"post_add": "reçoit", "post_remove": "perd", "pre_clear": "perd"}.get(action)
    if not words or pk_set == set():
        return
    if reverse:
        accounts = instance.user_set.all() if pk_set is None else User.objects.filter(pk__in=pk_set)
        names = [instance.name]
    else:
        groups = instance.groups.all() if pk_set is None else Group.objects.filter(pk__in=pk_set)
        accounts, names = [instance], [group.name for group in groups]
    for account in accounts if names else ():
        note(What.RIGHTS, account, detail=f"{words} : {', '.join(names)}"[:300])
