"""Which grants the rows of a list tell: each finds its own again, that of another list, a new one, or a question."""

from collections import defaultdict

from django.core.exceptions import ValidationError
from django.db.models import Prefetch

from curation.imports.reconcile import Teller, reconcile
from curation.imports.report import Heading
from directory.likeness import Verdict
from directory.models.identifiers import new_identifier
from french.typography import NBSP

from ..grants import TOLD, Writer, in_words, is_held_by_hand, read, verdict
from ..models import Funding, FundingTelling
from ..models.funding import new_grant
from .rows import DATASET, HOLDER


class Tellings:
    """The grants that a list told, and those that its rows tell now."""

    def __init__(self, importer, dataset=DATASET):
        self.source_list, self.writes, self.rules = importer.source_list, importer.writes, importer.rules
        self.writer = Writer(importer.actors)
        self.known = defaultdict(list)
        told = FundingTelling.objects.filter(record__source_list=self.source_list.pk, record__dataset=dataset)
        for telling in told.order_by("rank"):
            self.known[telling.record_id].append(telling)
        self.identifiers = set(Funding.objects.values_list("identifier", flat=True))

    def bring(self, project, record, row, planned, report):
        """Plan what a row tells of the money of a project; return whether anything changes."""
        if not row.values["fundings"]:
            return False  # a row without money says nothing of it
        return Row(self, project, record, row, planned, report).bring()

    def free_identifier(self, seed):
        """The same on every installation, unless the grant that had it goes on under another row."""
        identifier = new_identifier(Funding.IDENTIFIER_PREFIX, seed)
        identifier = new_grant() if identifier in self.identifiers else identifier
        self.identifiers.add(identifier)
        return identifier


class Row:
    """One row of the list and the grants of its project."""

    column = "amount_eur, funder_named_fr"
    read = staticmethod(read)

    def __init__(self, tellings, project, record, row, planned, report):
        self.tellings, self.source_list, self.writer = tellings, tellings.source_list, tellings.writer
        self.writes, self.rules = tellings.writes, tellings.rules
        self.known = tellings.known[record.pk] if record.pk else []
        self.project, self.record, self.row, self.planned, self.report = project, record, row, planned, report
        self.fundings = {funding.pk: funding for funding in project.fundings.all()} if project.pk else {}
        holders = [it.actor.identifier for told, it in row.cited.items() if told.startswith(f"{HOLDER}:")]
        self.beneficiary = self.writer.actors[holders[0]] if len(holders) == 1 else None

    def bring(self):
        told = [{**dict.fromkeys(TOLD, ""), **grant} for grant in self.row.values["fundings"]]
        pairs, gone = matched(self.known, told)
        return any([*(self._tell(*pair) for pair in pairs), *(self._end(telling) for telling in gone)])

    def _tell(self, telling, grant):
        """A grant that the row tells; the telling, if it told it before."""
        telling = telling or FundingTelling(record=self.record, rank=self._next_rank())
        before = (telling.funding_id, telling.is_undecided, telling.told, telling.values)
        try:
            is_changed = self._place(telling, grant)
        except ValidationError as error:
            self.report.tell(Heading.REFUSED, self.row.line, self.column, "", " ".join(error.messages).rstrip("."))
            return False
        telling.told = grant
        if not telling.pk or before != (telling.funding_id, telling.is_undecided, telling.told, telling.values):
            self.writes.save(telling)
        if not any(telling is one for one in self.known):
            self.known.append(telling)
        return is_changed

    def _place(self, telling, grant):
        funding = self.fundings.get(telling.funding_id)
        if funding:
            return self._follow(telling, funding, grant)
        same, asked = self._alike(grant)
        if len(same) == 1:
            telling.funding, telling.is_undecided = same[0], False
            return self._follow(telling, same[0], grant)
        if telling.pk and not telling.is_undecided:
            self._say(Heading.KEPT, grant, "retiré à la main, non remis")
            return False
        telling.is_undecided = bool(same or asked)
        if telling.is_undecided:
            self._say(Heading.DOUBT, grant, "peut-être une aide déjà connue : à décider, comptée nulle part d’ici là")
            return False
        telling.funding = self._made(grant)
        telling.funding.identifier = self.tellings.free_identifier(self._seed(telling))
        self._save(telling.funding)
        telling.values = grant
        self._note(grant, None)
        return True

    def _seed(self, telling):
        """What the identifier of a new grant is drawn from; without one it is random."""
        return self.source_list.seed("aides", f"{self.row.key}:{telling.rank}")

    def _save(self, funding):
        funding.clean()
        self.rules.check(funding)
        self.writes.save(funding)

    def _note(self, grant, before):
        """Tell the plan what becomes of the grant of a funder."""
        self.planned.changes[f"fundings:{grant['funder']}"] = (before, grant)

    def _alike(self, grant):
        """The grants of the project that may be the one told; of one list, the key of the row alone decides."""
        made, found = self._made(grant), defaultdict(list)
        own = {telling.funding_id for telling in self.known}
        for funding in self.fundings.values():
            lists = {telling.record.source_list_id for telling in funding.tellings.all()}
            if funding.pk not in own and self.source_list.pk not in lists:
                found[verdict(made, funding)].append(funding)
        return found[Verdict.SAME], found[Verdict.ASKED]

    def _made(self, grant):
        return self.writer.grant(self.project, grant, self.beneficiary, self.row.values["source_url"])

    def _follow(self, telling, funding, grant):
        """Compare what the row told, what the grant is and what the row tells, as for any value of a project."""
        others = [
            Teller(f"la liste «{NBSP}{one.record.source_list.name}{NBSP}»", one.values)
            for one in funding.tellings.all()
            if one.pk != telling.pk
        ]
        # figures that the row keeps as text are told in the place of the amount
        erasing = ("amount",) if self.row.values.get("funding_text") else ()
        now = self.read(funding)
        reconciled = reconcile(telling.values, now, grant, others, erasing=erasing)
        telling.values = reconciled.imported
        if reconciled.changes:
            self._save(self.writer.fill(funding, reconciled.changes))
            self._note(grant | reconciled.changes, now)
        for name, reason in reconciled.reasons.items():
            stays = in_words(self.read(funding), funding.funder) if name == "amount" else str(reconciled.kept[name])
            self._say(Heading.KEPT, grant, f"{reason}, gardé{NBSP}: {stays}")
        return bool(reconciled.changes)

    def _end(self, telling):
        """The row tells other grants now: this one leaves, unless another list or a hand holds it."""
        funding = self.fundings.get(telling.funding_id)
        self.known.remove(telling)
        self.writes.delete(telling)
        if funding is None:
            return True
        is_told = any(one.pk != telling.pk for one in funding.tellings.all())
        if not is_told and not is_held_by_hand(funding, telling.values):
            self._note(telling.told, self.read(funding))
            self.writes.delete(funding)
            del self.fundings[telling.funding_id]
        return True

    def _say(self, kind, grant, message):
        self.report.tell(kind, self.row.line, self.column, in_words(grant, self._name(grant["funder"])), message)

    def _name(self, identifier):
        return self.row.funders.get(identifier, identifier)

    def _next_rank(self):
        return max((telling.rank + 1 for telling in self.known), default=0)


def matched(known, told):
    """Pair the grants of a row with those that it told before: by funder, then the only ones left; and those gone."""
    left, pairs = list(known), []
    for grant in told:
        telling = next((one for one in left if one.told.get("funder") == grant["funder"]), None)
        if telling:
            left.remove(telling)
        pairs.append((telling, grant))
    new = [number for number, (telling, _) in enumerate(pairs) if not telling]
    if len(new) == len(left) == 1:  # the funder was corrected
        pairs[new[0]] = (left.pop(), pairs[new[0]][1])
    return pairs, left


def grants_with_tellings():
    """Grants with what a row is compared with: what they are, and who told them."""
    tellings = FundingTelling.objects.select_related("record__source_list")
    links = ("funder", "beneficiary", "project", "call", "round", "axis")
    return Funding.objects.select_related(*links).prefetch_related(Prefetch("tellings", tellings))
