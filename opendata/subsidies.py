"""Public grants in the national schema SCDL « Subventions » 2.1.1 (schema.data.gouv.fr/scdl/subventions).

A line is an act: the vote of a grant, then each amendment, which tells what it adds: the sum of the lines is the
« voté net ».
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from actors.models import Personhood
from finding.formats.columns import Column
from french.dates import PartialDate
from projects.models import Amendment, Funding

from .financings import in_batches, number, purpose
from .national import National, Reason
from .schemes import scheme_number

SCHEMA = "https://gitlab.com/opendatafrance/scdl/subventions/raw/v2.1.1/schema.json"
LONGEST, LEAST_SHARE = 256, Decimal("0.01")  # letters of an object, share of a beneficiary


@dataclass(frozen=True)
class Act:
    """A decision on a grant: its vote, or an amendment. `amount` is what it adds, in euros; below zero, takes away."""

    grant: Funding
    amount: Decimal | None
    signed_on: date | None
    reference: str

    @property
    def year(self):
        return self.signed_on.year if self.signed_on else None

    @property
    def purpose(self):
        """What is aided, as the decision says it, else the title of the project."""
        return purpose(self.grant) or (self.grant.project.title if self.grant.project else "")

    @property
    def terms(self):
        """« unique », « échelonné », or the words that stand for « autre »."""
        is_other = self.grant.payment_terms == Funding.Payment.OTHER
        return self.grant.payment_terms_text if is_other else self.grant.payment_terms

    @property
    def period(self):
        """« 2017-03-14/2018-03-14 »; a day when all is paid on it."""
        first, last = self.grant.paid_from, self.grant.paid_until
        if first and first == (last or first) and self.grant.payment_terms == Funding.Payment.SINGLE:
            return first.isoformat()
        return f"{first}/{last}" if first and last else ""


def acts(grant):
    """Return the vote, then the amendments in the order in which they stand."""
    changes = sorted(grant.amendments.all(), key=Amendment.order)
    amounts = [grant.amount_voted, *(change.amount for change in changes)]
    added = [after if before is None else after - before for before, after in pairwise(amounts)]
    vote = Act(grant, grant.amount_voted, grant.convention_date, grant.decision_reference)
    told = zip(added, changes, strict=True)
    return [vote, *(Act(grant, more, day(one.decided_on), one.decision_reference) for more, one in told)]


def day(partial):
    """The day of a date that is known to the day."""
    return date.fromisoformat(partial[:10]) if PartialDate(partial).precision in ("day", "minute") else None


def acts_in_batches():
    return ([act for grant in grants for act in acts(grant)] for grants in in_batches())


def of_grant(value):
    return lambda act: value(act.grant)


COLUMNS = (
    Column("nomAttribuant", "Attribuant", lambda act: act.grant.funder.title),
    Column("idAttribuant", "SIRET de l’attribuant", of_grant(number("funder", "SIRET"))),
    Column("dateConvention", "Date de la convention, ou de l’avenant", lambda act: act.signed_on),
    Column("referenceDecision", "Référence de la décision", lambda act: act.reference),
    Column("nomBeneficiaire", "Bénéficiaire", lambda act: act.grant.beneficiary and act.grant.beneficiary.title),
    Column("idBeneficiaire", "SIRET du bénéficiaire", of_grant(number("beneficiary", "SIRET"))),
    Column("rnaBeneficiaire", "RNA du bénéficiaire", of_grant(number("beneficiary", "RNA"))),
    Column("objet", "Objet", lambda act: act.purpose),
    Column("montant", "Montant voté, ou ce qu’un avenant y ajoute (€)", lambda act: act.amount),
    Column("nature", "Nature", lambda act: str(act.grant.nature)),
    Column("conditionsVersement", "Conditions de versement", lambda act: str(act.terms)),
    Column("datesPeriodeVersement", "Date ou période de versement", lambda act: act.period),
    Column("idRAE", "Répertoire des aides aux entreprises", lambda act: act.grant.rae_number),
    Column("notificationUE", "Notifiée à l’Union européenne", lambda act: act.grant.eu_notified),
    Column("pourcentageSubvention", "Part du bénéficiaire", lambda act: act.grant.share),
    Column("dispositifAide", "Dispositif d’aide", lambda act: scheme_number(act.grant.call)),
)


def may_be_a_person(act):
    """The law forbids to publish who they are (CRPA, L. 312-1-2), whatever they agreed to elsewhere."""
    return bool(act.grant.beneficiary) and act.grant.beneficiary.personhood != Personhood.ORGANISATION


def has_no_number(act):
    return not any(number("beneficiary", kind)(act.grant) for kind in ("SIRET", "RNA"))


REASONS = (
    Reason("bénéficiaire qui est ou peut être une personne physique", may_be_a_person),
    Reason("attribuant qui n’est pas un organisme public", lambda act: not act.grant.funder.is_public_body),
    Reason("bénéficiaire non précisé", lambda act: not act.grant.beneficiary),
    Reason("SIRET de l’attribuant inconnu", lambda act: not number("funder", "SIRET")(act.grant)),
    Reason("ni SIRET ni RNA du bénéficiaire", has_no_number),
    Reason("objet non précisé", lambda act: not act.purpose),
    Reason(f"objet de plus de {LONGEST} signes", lambda act: len(act.purpose) > LONGEST),
    Reason("montant inconnu", lambda act: act.amount is None),
    Reason("date de la convention ou de l’avenant inconnue", lambda act: act.signed_on is None),
    Reason("conditions de versement inconnues", lambda act: not act.terms),
    Reason("dates de versement inconnues", lambda act: not act.period),
    Reason("notification à l’Union européenne non précisée", lambda act: act.grant.eu_notified is None),
    Reason("part du bénéficiaire de moins d’un pour cent", lambda act: act.grant.share < LEAST_SHARE),
)
SUBSIDIES = National(SCHEMA, COLUMNS, REASONS, acts_in_batches)


def years():
    """Those of the acts in the file, the latest first."""
    return sorted({act.year for act in SUBSIDIES.rows()}, reverse=True)


def funders():
    """Those whose acts are in the file, in the order of their names."""
    return sorted({act.grant.funder for act in SUBSIDIES.rows()}, key=lambda actor: actor.key)
