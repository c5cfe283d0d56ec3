"""Which grants the rows of a list tell: each finds its own again, that of another list, a new one, or a question."""

from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from functools import cached_property

from django.core.exceptions import ValidationError
from django.db.models import Prefetch

from actors.models import Actor
from curation.imports.entries import rank_of
from curation.imports.fields import named
from curation.imports.plan import Kept
from curation.imports.reconcile import Teller, reconcile, take
from curation.imports.report import Heading
from directory.likeness import Verdict
from directory.models.identifiers import new_identifier
from french.dates import PartialDate
from french.typography import NBSP

from ..grants import (
    SETS,
    UNTOLD,
    Writer,
    amended,
    candidates,
    in_words,
    is_held_by_hand,
    read,
    value_in_words,
    verdict,
)
from ..models import Amendment, Funding, FundingTelling
from ..models.funding import new_grant
from ..models.oddities import Bounds, oddities, usual
from .rows import DATASET, HOLDER


class Tellings:
    """The grants that a list told, and those that its rows tell now."""

    def __init__(self, importer, grants, pairs, dataset=DATASET):
        """`grants` are those that the rows tell now; `pairs`, who may give and who may receive, by identifiers."""
        self.source_list, self.writes, self.rules = importer.source_list, importer.writes, importer.rules
        self.decided = importer.decided
        self.writer = Writer(importer.actors)
        self.between = grants_between(pairs)
        self.known = defaultdict(list)
        told = FundingTelling.objects.filter(record__source_list=self.source_list.pk, record__dataset=dataset)
        for telling in told.order_by("rank"):
            self.known[telling.record_id].append(telling)
        self.identifiers = set(Funding.objects.values_list("identifier", flat=True))
        grants = [*grants, *(telling.told for tellings in self.known.values() for telling in tellings)]
        self.usual = usual(Decimal(grant["amount"]) for grant in grants if grant.get("amount"))

    @cached_property
    def undecided(self):
        """What other lists tell of money and nobody decided."""
        waiting = FundingTelling.objects.filter(is_undecided=True).exclude(record__source_list=self.source_list.pk)
        return list(waiting.select_related("record__source_list"))

    def bring(self, project, record, row, planned, report):
        """Plan what a row tells of the money of a project; return whether anything changes."""
        if not row.values["fundings"]:
            return False  # a row without money says nothing of it
        return Row(self, project, record, row, planned, report).bring()

    def end(self, project, record, planned, report):
        """Plan the end of a row that left its list; return whether anything changes."""
        row, told = Row(self, project, record, None, planned, report), [*self.known[record.pk]]
        for telling in told:
            row.end(telling)
        return bool(told)

    def check(self, funding, amendments):
        """What is to be verified of the amounts of a grant, in sentences."""
        bounds = Bounds(usual=self.usual)
        if funding.round:
            bounds = replace(bounds, most=funding.round.max_grant, budget=funding.round.budget)
        *_, last = [None, *sorted(amendments, key=Amendment.order)]
        net = last.amount if last else funding.amount_voted
        return oddities(funding.amount_voted, net, funding.amount_paid, bounds)

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
        self.amendments = {}  # those that grants are to have, by key
        self.names = row.funders if row else {}
        self.rank = rank_of(self.source_list, record.dataset, record.key)

    @property
    def beneficiary(self):
        """The only holder, to whom the money goes."""
        holder = only_holder(self.row.cited)
        return self.writer.actors[holder] if holder else None

    def bring(self):
        source_url = self.row.values["source_url"]
        told = [{**UNTOLD, "source_url": source_url, **grant} for grant in self.row.values["fundings"]]
        pairs, gone = matched(self.known, told)
        is_changed = [self._tell(*pair) for pair in pairs]
        for telling in gone:
            self.end(telling)
        return bool(gone) or any(is_changed)

    def _tell(self, telling, grant):
        """A grant that the row tells; the telling, if it told it before."""
        telling = telling or FundingTelling(record=self.record, rank=self._next_rank())
        before = (telling.funding_id, telling.is_undecided, telling.told, telling.values)
        try:
            is_changed = self._place(telling, grant)
        except ValidationError as error:
            self.report.tell(Heading.REFUSED, self.row.line, self.column, "", " ".join(error.messages).rstrip("."))
            return False
        self._check(self.fundings.get(telling.funding_id), grant)
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
            is_joined = self._join(telling, same[0], grant)
            return self._follow(telling, same[0], grant) or is_joined
        if telling.pk and not telling.is_undecided:
            self._say(Heading.KEPT, grant, "retiré à la main, non remis")
            return False
        telling.is_undecided = bool(same or asked)
        if telling.is_undecided:
            self._say(Heading.DOUBT, grant, "peut-être une aide déjà connue : à décider, comptée nulle part d’ici là")
            return False
        telling.funding = self._made(grant)
        telling.funding.identifier = self.tellings.free_identifier(self._seed(telling))
        self._save(telling.funding, grant)
        telling.values = grant
        self._note(telling, grant, None)
        return True

    def _join(self, telling, funding, grant):
        """A grant of which no project was known is for that of the row; return whether that changes it."""
        if self.project is None or funding.project:
            return False
        before = self.read(funding)
        funding.project = self.project
        self.fundings[funding.pk] = funding
        self._save(funding, {})
        self._note(telling, grant, before)
        return True

    def _seed(self, telling):
        """What the identifier of a new grant is drawn from; without one it is random."""
        return self.source_list.seed("aides", f"{self.row.key}:{telling.rank}")

    def _check(self, funding, grant):
        """Ask about amounts that astonish, of the grant as it becomes: they come in, somebody has to look at them."""
        result, amendments = funding or self._made(grant), grant["amendments"]
        if funding:
            amendments = self.amendments.get(funding.pk, self.read(funding)["amendments"])
        told = amended(Funding(), amendments)[0]
        others = [one for one in amendments if one not in grant["amendments"]]
        for doubt in [*self.tellings.check(result, told), *contradictions(grant["amendments"], others)]:
            self._say(Heading.DOUBT, grant, doubt)

    def _save(self, funding, values):
        funding.clean()
        self.rules.check(funding)
        self.writes.save(funding)
        new, gone = amended(funding, values["amendments"]) if "amendments" in values else ((), ())
        if funding.pk and "amendments" in values:
            self.amendments[funding.pk] = values["amendments"]
        for row in gone:
            self.writes.delete(row)
        for row in new:
            self.writes.save(row)

    def _note(self, telling, grant, before):
        """Tell the plan what becomes of a grant; a row may tell two of one funder."""
        self.planned.changes[f"fundings:{grant['funder']}:{telling.rank}"] = (before, grant)

    def _alike(self, grant):
        """The grants that may be the one told; of one list, the key of the row alone decides."""
        made, found = self._made(grant), defaultdict(list)
        own = {telling.funding_id for telling in self.known}
        for funding in self._there(grant):
            lists = {telling.record.source_list_id for telling in funding.tellings.all()}
            if funding.pk not in own and self.source_list.pk not in lists:
                found[verdict(made, funding)].append(funding)
        return found[Verdict.SAME], found[Verdict.ASKED]

    def _there(self, grant):
        """The grants of the project, and those to its holder of which no project is known."""
        between = self.tellings.between[grant["funder"], only_holder(self.row.cited)]
        return [*self.fundings.values(), *(funding for funding in between if not funding.project)]

    def _made(self, grant):
        return self.writer.grant(self.project, grant, self.beneficiary)

    def _follow(self, telling, funding, grant):
        """Compare what the row told, what the grant is and what the row tells, as for any value of a project."""
        others = [teller(one) for one in funding.tellings.all() if one.pk != telling.pk]
        # figures that the row keeps as text are told in the place of the amount
        erasing = ("amount",) if self.row.values.get("funding_text") else ()
        now = self.read(funding)
        reconciled = reconcile(telling.values, now, grant, others, SETS, erasing, self.rank)
        self._take(telling, reconciled, grant, now)
        telling.values = reconciled.imported
        if reconciled.changes:
            self._save(self.writer.fill(funding, reconciled.changes), reconciled.changes)
            self._note(telling, grant | reconciled.changes, now)
        for name, reason in reconciled.reasons.items():
            self._say(Heading.KEPT, grant, f"{reason}, {kept_in_words(name, reconciled.kept[name], grant, funding)}")
        return bool(reconciled.changes)

    def _take(self, telling, reconciled, grant, now):
        """Take the values of the file for which somebody preferred it; tell the plan of those that stay."""
        key = f"fundings:{grant['funder']}:{telling.rank}"
        taken = [name for name in reconciled.kept if self.tellings.decided.takes(self.row.line, f"{key}:{name}")]
        take(reconciled, taken, grant, now, SETS)
        for name, reason in reconciled.reasons.items():
            said, stays = (value_in_words(name, it) for it in (grant[name], reconciled.kept[name]))
            self.planned.kept[f"{key}:{name}"] = Kept(said, stays, reason)

    def end(self, telling):
        """The row tells it no more: the grant leaves, unless another list or a hand holds it."""
        funding = self.fundings.get(telling.funding_id)
        self.known.remove(telling)
        self.writes.delete(telling)
        if funding is None:
            return
        others = [one for one in funding.tellings.all() if one.pk != telling.pk]
        before = self.read(funding)
        if others:
            told = f"reste, {teller(others[0]).name} la dit"
            changes = left_to(before, telling.values, others)
            if changes:
                self._save(self.writer.fill(funding, changes), changes)
                self._note(telling, before | changes, before)
                for one in others:
                    self.writes.save(one)
        elif is_held_by_hand(funding, before, telling.values):
            told = "reste, notée ou complétée à la main"
        elif doubtful := self._may_be_told(funding):
            told = f"reste, {teller(doubtful).name} la dit peut-être{NBSP}: à décider"
        else:
            told = "finit, nulle autre liste et nulle main ne la dit"
            self._note(telling, telling.told, before)
            self.writes.delete(funding)
            del self.fundings[telling.funding_id]
        self._say(Heading.LEFT, before, f"la ligne ne dit plus cette aide{NBSP}: elle {told}")

    def _may_be_told(self, funding):
        """What another list tells that may be about the grant, and nobody decided."""
        funder = funding.funder.identifier
        for telling in self.tellings.undecided:
            if telling.told["funder"] == funder and candidates(telling).filter(pk=funding.pk).exists():
                made = self.writer.grant(funding.project, telling.told, funding.beneficiary_id)
                if verdict(made, funding) is Verdict.ASKED:
                    return telling
        return None

    def _say(self, kind, grant, message):
        line = self.row.line if self.row else 0
        self.report.tell(kind, line, self.column, in_words(grant, self._name(grant["funder"])), message)

    def _name(self, identifier):
        return self.names.get(identifier) or "".join(named(Actor, "identifier", [identifier]))

    def _next_rank(self):
        return max((telling.rank + 1 for telling in self.known), default=0)


def teller(telling):
    """What another row said of a grant."""
    record = telling.record
    rank = rank_of(record.source_list, record.dataset, record.key)
    return Teller(f"la liste «{NBSP}{record.source_list.name}{NBSP}»", telling.values, rank)


def contradictions(told, others):
    """What two tellings of one later decision (the same date, known) give as amounts, in sentences."""
    for day, reference, amount in told:
        for other_day, other_reference, other in others:
            is_one = day == other_day and (not reference or not other_reference or reference == other_reference)
            if day and is_one and amount != other:
                one, two = (Amendment.in_words(it, PartialDate(day), "") for it in (other, amount))
                yield f"un même avenant, deux montants{NBSP}: {one}, {two}"


def kept_in_words(name, kept, grant, funding):
    """What stays of a grant in spite of the row."""
    if name in SETS:
        return f"non remis{NBSP}: {value_in_words(name, kept)}"
    if name == "amount":
        return f"gardé{NBSP}: {in_words(read(funding), funding.funder)}"
    return f"{value_in_words(name, grant[name])}, gardé{NBSP}: {value_in_words(name, kept)}"


def left_to(now, gone, others):
    """Return the values that give way when a row that told them alone ends: to what the other rows tell."""
    changes = {}
    for name in UNTOLD:
        told = [one for one in others if one.told.get(name)]
        if name in SETS:
            elsewhere = [it for one in told for it in one.told[name]]
            left = [it for it in now[name] if it in elsewhere or it not in gone.get(name, [])]
            if left != now[name]:
                changes[name] = left
        elif now[name] and gone.get(name) == now[name] and all(one.values.get(name) != now[name] for one in others):
            first = min(told, key=lambda one: teller(one).rank, default=None)
            changes[name] = first.told[name] if first else UNTOLD[name]
            if first:
                first.values = {**first.values, name: first.told[name]}
    return changes


def matched(known, told):
    """Pair the grants of a row with those that it told before: by funder and amount, by funder, then the one left.

    Return these pairs, in the order of the row, and those that it tells no more.
    """
    left, pairs = list(known), [(None, grant) for grant in told]
    for names in (("funder", "amount"), ("funder",)):
        for number, (found, grant) in enumerate(pairs):
            alike = (one for one in left if all(one.told.get(name) == grant.get(name) for name in names))
            if telling := None if found else next(alike, None):
                left.remove(telling)
                pairs[number] = telling, grant
    new = [number for number, (telling, _) in enumerate(pairs) if not telling]
    if len(new) == len(left) == 1:  # the funder was corrected
        pairs[new[0]] = (left.pop(), pairs[new[0]][1])
    return pairs, left


def only_holder(cited):
    """The identifier of the only holder among the actors of a project, told « porteur:a1234 »; None: no such one."""
    holders = [told.removeprefix(f"{HOLDER}:") for told in cited if told.startswith(f"{HOLDER}:")]
    return holders[0] if len(holders) == 1 else None


def grants_between(pairs):
    """Return `{(funder, beneficiary): grants}` of those that the rows may tell, by identifiers."""
    pairs, found = {pair for pair in pairs if all(pair)}, defaultdict(list)
    funders, beneficiaries = ({pair[end] for pair in pairs} for end in (0, 1))
    between = {"funder__identifier__in": funders, "beneficiary__identifier__in": beneficiaries}
    for grant in grants_with_tellings().filter(**between):
        found[grant.funder.identifier, grant.beneficiary.identifier].append(grant)
    return found


def grants_with_tellings():
    """Grants with what a row is compared with: what they are, and who told them."""
    tellings = FundingTelling.objects.select_related("record__source_list")
    links = ("funder", "beneficiary", "project", "call", "round", "axis")
    return Funding.objects.select_related(*links).prefetch_related("amendments", Prefetch("tellings", tellings))
