"""Who may do what: one table, of what is done to what, in which state, by which role.

Every page, button, list and address of the site of staff asks `may`; nothing else says what a role is. Superusers do
all. An account that has no role at all keeps what the permissions of Django give to it, which is never to publish.
"""

from django.db import models

from directory.models import Entry


class Role(models.TextChoices):
    """The group of accounts that bears its name. One account may have several."""

    CONTRIBUTOR = "contributeur", "contributeur : écrit des brouillons, demande une relecture"
    EDITOR = "éditeur", "éditeur : corrige tout, prépare les imports"
    MANAGER = "responsable", "responsable : publie, retire, fusionne, importe, tient les termes"
    ADMINISTRATOR = "administrateur", "administrateur : tient les comptes"


class Subject(models.TextChoices):
    """What something is done to."""

    ENTRY = "fiche", "une fiche"
    REFERENCE = "référence", "un acteur ou un lieu"  # which accounts limited to some calls or lists read
    PART = "ligne", "une aide ou un axe, hors de la page de sa fiche"
    TERM = "terme", "un terme"
    SOURCE = "source", "une liste importée, une ligne de fichier"
    MESSAGE = "signalement", "un signalement, un mot cherché en vain"
    IMPORT = "import", "un import"
    ACCOUNT = "compte", "un compte"


class Action(models.TextChoices):
    """What is done."""

    VIEW = "voir", "voir"
    ADD = "créer", "créer"
    EDIT = "modifier", "modifier"
    DELETE = "supprimer", "supprimer"
    ASK = "demander", "demander une relecture"
    SEND_BACK = "renvoyer", "remettre en brouillon"
    PUBLISH = "publier", "publier, programmer la sortie"
    WITHDRAW = "retirer", "retirer, programmer le retrait"
    MERGE = "fusionner", "fusionner"
    PROPOSE = "proposer", "proposer une correction"
    PREPARE = "préparer", "préparer un import"
    WRITE = "écrire", "écrire un import, l’annuler"


class Scope(models.TextChoices):
    """Whether an account may work on something: an account that is not limited has all of it in its scope."""

    IN = "dedans", "dans son périmètre"
    OUT = "dehors", "hors de son périmètre"


def given(*roles, scopes=tuple(Scope)):
    return frozenset((role, scope) for role in roles for scope in scopes)


NOBODY = given()
MINE = given(Role.CONTRIBUTOR, scopes=[Scope.IN])
OTHERS = given(Role.CONTRIBUTOR, scopes=[Scope.OUT])
MANAGERS = given(Role.MANAGER)
TEAM = given(Role.EDITOR) | MANAGERS
ALL = MINE | OTHERS | TEAM
ADMINISTRATORS = given(Role.ADMINISTRATOR)

STATES = tuple(Entry.Status)
ENTRIES = {
    # action            brouillon    à relire     publié          retiré
    Action.VIEW: (MINE | TEAM, MINE | TEAM, ALL, MINE | TEAM),
    Action.ADD: (MINE | TEAM, NOBODY, NOBODY, NOBODY),
    Action.EDIT: (MINE | TEAM, TEAM, TEAM, TEAM),
    Action.DELETE: (TEAM, TEAM, NOBODY, NOBODY),  # never what was public: its admin sees to it
    Action.ASK: (MINE | TEAM, NOBODY, NOBODY, TEAM),
    Action.SEND_BACK: (NOBODY, MINE | TEAM, NOBODY, TEAM),
    Action.PUBLISH: (MANAGERS, MANAGERS, MANAGERS, MANAGERS),
    Action.WITHDRAW: (MANAGERS, MANAGERS, MANAGERS, MANAGERS),
    Action.MERGE: (MANAGERS, MANAGERS, MANAGERS, MANAGERS),
    Action.PROPOSE: (NOBODY, MINE, MINE | OTHERS, NOBODY),
}
REFERENCES = ENTRIES | {
    Action.VIEW: (ALL, ALL, ALL, ALL),
    Action.PROPOSE: (MINE | OTHERS, MINE | OTHERS, MINE | OTHERS, NOBODY),
}
OF_ENTRIES = {Subject.ENTRY: ENTRIES, Subject.REFERENCE: REFERENCES}

STATELESS = {
    Subject.PART: {Action.VIEW: ALL, Action.ADD: TEAM, Action.EDIT: TEAM, Action.DELETE: TEAM},
    Subject.TERM: {
        Action.VIEW: ALL,
        Action.ADD: MANAGERS,
        Action.EDIT: MANAGERS,
        Action.DELETE: MANAGERS,
    },
    Subject.SOURCE: {Action.VIEW: TEAM, Action.EDIT: TEAM},
    Subject.MESSAGE: {Action.VIEW: TEAM, Action.EDIT: TEAM, Action.DELETE: MANAGERS},
    Subject.IMPORT: {Action.PREPARE: TEAM, Action.WRITE: MANAGERS},
    Subject.ACCOUNT: {Action.VIEW: ADMINISTRATORS, Action.ADD: ADMINISTRATORS, Action.EDIT: ADMINISTRATORS},
}

# What Django calls them, for accounts without a role; it has no word for the others
DJANGO = {
    Action.VIEW: "view",
    Action.ADD: "add",
    Action.EDIT: "change",
    Action.ASK: "change",
    Action.SEND_BACK: "change",
    Action.DELETE: "delete",
}


def may(user, action, subject, state=None, scope=Scope.IN):
    """Return whether an account may do something. Of an entry whose state is None: whether it may in some state."""
    if not user.is_active or not user.is_staff:
        return False
    if user.is_superuser:
        return True
    roles = roles_of(user)
    scopes = Scope if scope is None else [scope]
    return any((role, one) in allowed(action, subject, state) for role in roles for one in scopes)


def allowed(action, subject, state=None):
    """Return the pairs (role, scope) that a line of the table allows."""
    if subject not in OF_ENTRIES:
        return STATELESS[subject].get(action, NOBODY)
    line = OF_ENTRIES[subject].get(action, (NOBODY,) * len(STATES))
    return frozenset().union(*line) if state is None else line[STATES.index(state)]


def holders(action, subject, state=None):
    """Return the names of the roles that a line of the table allows to work on all, whatever their scope."""
    pairs = allowed(action, subject, state)
    return {role.value for role in Role if {(role, scope) for scope in Scope} <= pairs}


def roles_of(user):
    """Return the roles of an account, read once for each request."""
    if not hasattr(user, "known_roles"):
        names = user.groups.filter(name__in=Role.values).values_list("name", flat=True)
        user.known_roles = frozenset(map(Role, names))
    return user.known_roles


def move(before, after):
    """Return what it is to give another status to an entry, as an action; None when nothing changes."""
    if before == after:
        return None
    if after == Entry.Status.PUBLISHED:
        return Action.PUBLISH
    if before == Entry.Status.PUBLISHED or after == Entry.Status.WITHDRAWN:
        return Action.WITHDRAW  # off the site, whatever it becomes
    return Action.ASK if after == Entry.Status.REVIEW else Action.SEND_BACK
