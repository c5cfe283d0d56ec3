"""The table of grants: a row for each, whatever is known of it; lists of projects have one sum for each project."""

from datetime import date
from operator import attrgetter

from finding.formats.columns import Column, address
from finding.kinds import in_chunks
from projects.models import Amendment, Funding


def of_project(value):
    return lambda grant: value(grant.project) if grant.project else None


def of_public(name, value):
    """A value of the entry that a grant names, when it is published: a draft call is named nowhere."""
    return lambda grant: value(entry) if (entry := getattr(grant, name)) and entry.is_published else None


def number(name, kind):
    """An official number of the actor that a grant names, when it is published; a natural person has none."""
    return of_public(name, lambda actor: dict(actor.public_numbers).get(kind))


def purpose(grant):
    """The words of the decision; nothing when somebody around it is masked, whom they may name."""
    around = [grant.funder, grant.beneficiary]
    around += [part.actor for part in grant.project.participations.all()] if grant.project else []
    return "" if any(one and one.is_masked for one in around) else grant.purpose


def axis(grant):
    return grant.axis.name if grant.axis and grant.axis.round.is_published else None


def amendments(grant):
    return [str(one) for one in sorted(grant.amendments.all(), key=Amendment.order)]


COLUMNS = (
    Column("identifier", "Identifiant permanent", attrgetter("identifier")),
    Column("funder", "Financeur", attrgetter("funder.title")),
    Column("funder_identifier", "Financeur, identifiant", attrgetter("funder.identifier")),
    Column("funder_siret", "Financeur, SIRET", number("funder", "SIRET")),
    Column("is_public", "Aide publique", attrgetter("funder.is_public_body"), bool),
    Column("beneficiary", "Bénéficiaire", lambda grant: grant.beneficiary.title if grant.beneficiary else None),
    Column("beneficiary_siret", "Bénéficiaire, SIRET", number("beneficiary", "SIRET")),
    Column("beneficiary_rna", "Bénéficiaire, RNA", number("beneficiary", "RNA")),
    Column("project", "Projet", of_project(attrgetter("title"))),
    Column("project_identifier", "Projet, identifiant", of_project(attrgetter("identifier"))),
    Column("project_url", "Projet, adresse de la fiche", of_project(address)),
    Column("call", "Dispositif", of_public("call", attrgetter("title"))),
    Column("call_identifier", "Dispositif, identifiant", of_public("call", attrgetter("identifier"))),
    Column("round", "Édition", of_public("round", attrgetter("title"))),
    Column("round_identifier", "Édition, identifiant", of_public("round", attrgetter("identifier"))),
    Column("axis", "Axe", axis),
    Column("purpose", "Objet", purpose),
    Column("amount_voted", "Montant voté (€)", attrgetter("amount_voted"), float),
    Column("amount_net", "Voté net, après avenants (€)", attrgetter("net"), float),
    Column("amount_paid", "Montant versé (€)", attrgetter("amount_paid"), float),
    Column("amendments", "Avenants", amendments, list),
    Column("is_cancelled", "Annulée", attrgetter("is_cancelled"), bool),
    Column("decided_on", "Date de la décision", attrgetter("decided_on")),
    Column("decision_reference", "Référence de la décision", attrgetter("decision_reference")),
    Column("convention_date", "Date de la convention", attrgetter("convention_date"), date),
    Column("nature", "Nature", attrgetter("nature")),
    Column("payment_terms", "Conditions de versement", attrgetter("payment_terms")),
    Column("paid_from", "Versée du", attrgetter("paid_from"), date),
    Column("paid_until", "Versée jusqu’au", attrgetter("paid_until"), date),
    Column("share", "Part du bénéficiaire, de 0 à 1", attrgetter("share"), float),
    Column("eu_notified", "Notifiée à l’Union européenne", attrgetter("eu_notified"), bool),
    Column("source_url", "Adresse de la source", attrgetter("source_url")),
)


def public_grants():
    """Those that pages may tell, without any that has to do with an example, in an order that no engine changes."""
    return Funding.objects.readable().real().order_by("-decided_on", "identifier")


def in_batches():
    """Yield lists of grants, read a batch after the other."""
    pks = list(public_grants().values_list("pk", flat=True))
    return in_chunks(Funding.objects.for_export(), pks)
