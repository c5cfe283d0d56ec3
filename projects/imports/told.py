"""What rows of lists still tell of the money of projects, once an import is undone."""

from curation.deposits.witness import values_of
from curation.imports.reconcile import BLANK

from ..grants import AMOUNTS, LINKS, SETS, Writer
from ..models import Funding, FundingTelling


def of_grants(fundings):
    """Return `{pk: [{column: value or None}]}`: of each grant, what each telling says of its columns."""
    writer, told = Writer(), {}
    for telling in FundingTelling.objects.filter(funding__in=fundings).order_by("record__source_list__slug", "pk"):
        said = {name: value for name, value in telling.told.items() if value not in BLANK}
        stored = values_of(writer.fill(Funding(), said))
        names = {name: column_of(name) for name in telling.told if name not in SETS}
        columns = {column: stored[column] if name in said else None for name, column in names.items()}
        told.setdefault(telling.funding_id, []).append(columns)
    return told


def column_of(name):
    return AMOUNTS.get(name, f"{name}_id" if name in (*LINKS, "beneficiary") else name)


def of_amendments(amendments):
    """Return `{pk: [{}]}` of those that a telling of their grant tells."""
    told = {}
    for telling in FundingTelling.objects.filter(funding__in={one.funding_id for one in amendments}):
        told.setdefault(telling.funding_id, []).extend(map(list, telling.told.get("amendments") or ()))
    return {one.pk: [{}] for one in amendments if list(one.told) in told.get(one.funding_id, [])}
