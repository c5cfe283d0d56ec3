"""What the migrations that wait would do to the public sums: done, measured, then undone.

The models are those of each state of the tables, from which a release can be left as well as reached.
"""

from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal

from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Case, Count, F, OuterRef, Q, Subquery, Sum, When
from django.db.models.functions import Coalesce
from django.utils import timezone

# the entries whose pages add grants up, by how a grant names them
NAMED = {
    "project": "projet",
    "funder": "aides accordées par",
    "beneficiary": "aides reçues par",
    "call": "dispositif",
    "round": "édition",
}


@dataclass(frozen=True)
class Rehearsal:
    """The migrations that wait, and the public sums before and after: `{(label, name): (grants, known, euros)}`."""

    migrations: list[str]
    before: dict[tuple[str, str], tuple[int, int, Decimal | None]]
    after: dict[tuple[str, str], tuple[int, int, Decimal | None]]

    @property
    def changed(self):
        """The sums that are not the same, in order."""
        return sorted(key for key in self.before | self.after if self.before.get(key) != self.after.get(key))


def rehearse():
    """Migrate in a transaction that is rolled back. Readers and staff of PostgreSQL wait meanwhile."""
    with undone():
        executor = MigrationExecutor(connection, settle)
        leaves = executor.loader.graph.leaf_nodes()
        waiting = [str(migration) for migration, _backwards in executor.migration_plan(leaves)]
        before = sums(executor.loader.project_state(list(executor.loader.applied_migrations)).apps)
        state = executor.migrate(leaves)
        return Rehearsal(waiting, before, sums(state.apps))


def settle(*progress):
    """Check between migrations what PostgreSQL checks as each is committed: it alters no table that waits for it."""
    connection.check_constraints()


@contextmanager
def undone():
    """A transaction that changes nothing; SQLite can only forget foreign keys, which migrations want, before it."""
    with connection.constraint_checks_disabled(), transaction.atomic():
        yield
        transaction.set_rollback(True)


def sums(apps):
    """Add up the grants that anyone may read, over all and by public entry that they name. Examples are apart."""
    try:
        grants = apps.get_model("projects", "Funding").objects.order_by().filter(is_readable())
    except LookupError:  # nothing is installed yet
        return {}
    grants = grants.annotate(net=net(apps))
    added = {"n": Count("pk"), "known": Count("net"), "euros": Sum("net")}
    found = {("toutes les aides", ""): tuple(grants.aggregate(**added).values())}
    for name, label in NAMED.items():
        public = grants.filter(is_public(name)).values_list(f"{name}__identifier").annotate(**added)
        found |= {(label, identifier): tuple(values) for identifier, *values in public}
    return found


def net(apps):
    """The « voté net » of a grant, as the pages add it up; the first vote in a state that knows no amendment."""
    try:
        amendments = apps.get_model("projects", "Amendment").objects.filter(funding=OuterRef("pk"))
    except LookupError:
        return F("amount_voted")
    last_first = amendments.order_by(Case(When(amount=0, then=0), default=1), "-decided_on", "-pk")
    return Coalesce(Subquery(last_first.values("amount")[:1]), F("amount_voted"))


def is_readable():
    """A grant of a public project; without a project, one whose funder and beneficiary are public. No example."""
    alone = Q(project=None) & is_public("funder") & is_public("beneficiary")
    invented = Q()
    for name in NAMED:
        invented |= Q(**{f"{name}__is_example": True})
    return (is_public("project") | alone) & ~invented


def is_public(name):
    now = timezone.now()
    due = Q(**{f"{name}__publish_from": None}) | Q(**{f"{name}__publish_from__lte": now})
    return Q(**{f"{name}__status": "publie"}) & due
