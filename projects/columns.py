"""What files tell of a project."""

from operator import attrgetter

from finding.formats.columns import Column, columns_with, names, titles

from .models import Project


def holders_numbers(name):
    """The official numbers of those who carry it, of which a natural person has none."""
    return lambda project: [number for holder in project.holders if (number := dict(holder.public_numbers).get(name))]


def partners(project):
    return titles([part.actor for part in project.participations.all() if part.role == part.Role.PARTNER])


def places(project):
    return [place.shown.full_name for place in project.shown_places]


def communes(project):
    found = (place.shown.commune for place in project.shown_places)
    return [commune.code for commune in found if commune]


def departements(project):
    found = (place.shown.departement for place in project.shown_places)
    return list(dict.fromkeys(one.name for one in found if one))


def rounds(project):
    named = (aid.round for aid in project.fundings.all() if aid.round and aid.round.is_published)
    return names(dict.fromkeys(named))


def without_amount(project):
    return sum(aid.net is None for aid in project.public_fundings)


COLUMNS = columns_with(
    Column("metiers", "Métiers", lambda project: names(project.metiers.all()), list),
    Column("disciplines", "Disciplines", lambda project: names(project.disciplines.all()), list),
    Column("technologies", "Technologies", lambda project: names(project.technologies.all()), list),
    Column("objectives", "Objectifs", lambda project: names(project.objectives.all()), list),
    Column("holders", "Porteurs", lambda project: titles(project.holders), list),
    Column("holders_siret", "SIRET des porteurs", holders_numbers("SIRET"), list),
    Column("partners", "Partenaires", partners, list),
    Column("places", "Lieux d’action", places, list),
    Column("insee", "Codes Insee des communes", communes, list),
    Column("departements", "Départements", departements, list),
    Column("year", "Année", attrgetter("year_of"), int),
    Column("starts", "Début", attrgetter("starts")),
    Column("ends", "Fin", attrgetter("ends")),
    Column("stage", "État", lambda project: project.current_stage.label),
    Column("evidence", "Preuve du financement public", lambda project: Project.Evidence(project.evidence).label),
    Column("funders", "Financeurs", lambda project: titles(project.funders), list),
    Column("calls", "Dispositifs", lambda project: names(project.calls), list),
    Column("rounds", "Éditions", rounds, list),
    Column("public_amount", "Aides publiques, voté net (€)", attrgetter("public_amount"), float),
    Column("public_grants", "Aides publiques, nombre", lambda project: len(project.public_fundings), int),
    Column("public_grants_without_amount", "Aides publiques sans montant connu", without_amount, int),
    Column("total_cost", "Coût total (€)", attrgetter("total_cost"), float),
    Column("cost_scope", "Ce coût est", lambda project: project.get_cost_scope_display()),
    Column("website", "Site du projet", attrgetter("website")),
)
