"""An example of each answer, for its description: what is not told here is empty, as it often is."""

from .addresses import absolute

ROWS = {
    "projets": {
        "identifier": "p7k2m9x4q",
        "title": "Le port à l’oreille",
        "summary": "Une balade sonore sur les quais, écrite avec les dockers et les élèves du quartier.",
        "url": "/projets/le-port-a-l-oreille/",
        "metiers": ["médiation"],
        "disciplines": ["musique"],
        "technologies": ["son spatialisé"],
        "holders": ["Association Les Ondes"],
        "places": ["Bayonne (Pyrénées-Atlantiques)"],
        "insee": ["64102"],
        "departements": ["Pyrénées-Atlantiques"],
        "year": 2025,
        "stage": "en service",
        "evidence": "dispositif nommé",
        "funders": ["Région Nouvelle-Aquitaine"],
        "calls": ["Cultures connectées"],
        "public_amount": 12000,
        "public_grants": 1,
        "public_grants_without_amount": 0,
    },
    "acteurs": {
        "identifier": "a3f8w2n6t",
        "title": "Association Les Ondes",
        "url": "/acteurs/association-les-ondes/",
        "type": "association",
        "is_public_body": False,
        "siren": "123456782",
        "metiers": ["médiation", "création"],
        "seat": "Bayonne (Pyrénées-Atlantiques)",
        "insee": "64102",
    },
    "territoires": {
        "identifier": "t64102abc",
        "title": "Bayonne",
        "url": "/territoires/bayonne-64102/",
        "kind": "commune",
        "code": "64102",
        "population": 53312,
        "departements": ["Pyrénées-Atlantiques"],
        "epci": ["CA du Pays Basque"],
        "is_in_frr": False,
        "projects": 9,
        "latitude": 43.49,
        "longitude": -1.47,
    },
    "tiers-lieux": {
        "identifier": "t5h1c8v3z",
        "title": "La Fabrique des quais",
        "url": "/tiers-lieux/la-fabrique-des-quais/",
        "opening": "ouvert",
        "opened": "2021-09",
        "commune": "Bayonne",
        "insee": "64102",
        "departements": ["Pyrénées-Atlantiques"],
        "services": ["fablab"],
        "projects": 2,
    },
    "appels": {
        "identifier": "c2b7r5k9d",
        "title": "Cultures connectées",
        "url": "/appels/cultures-connectees/",
        "state": "ouvert",
        "leads": ["Région Nouvelle-Aquitaine"],
        "rounds": 8,
        "last_year": 2026,
        "round_identifier": "r9t4e1s6m",
        "round": "Cultures connectées 2026",
        "closes_at": "2026-12-15T12:00",
        "budget": 400000,
    },
    "editions": {
        "identifier": "r9t4e1s6m",
        "title": "Cultures connectées 2026",
        "url": "/editions/cultures-connectees-2026/",
        "call": "Cultures connectées",
        "call_identifier": "c2b7r5k9d",
        "year": 2026,
        "state": "ouvert",
        "closes_at": "2026-12-15T12:00",
        "open_ended": False,
        "budget": 400000,
    },
    "agenda": {
        "identifier": "e6d3y8p1w",
        "title": "Monter une balade sonore",
        "url": "/agenda/monter-une-balade-sonore/",
        "kind": "formation",
        "format": "sur place",
        "starts": "2027-02-04T09:30",
        "phase": "à venir",
        "is_cancelled": False,
        "place": "Bayonne",
        "organisers": ["Association Les Ondes"],
        "price": "Gratuit",
    },
    "ressources": {
        "identifier": "s4g9h2j7l",
        "title": "Écrire pour l’oreille",
        "url": "/ressources/ecrire-pour-l-oreille/",
        "kind": "guide",
        "authors": ["Association Les Ondes"],
        "year": 2025,
        "is_free": True,
        "licence": "CC BY-SA 4.0",
        "file_format": "PDF, 24 pages",
    },
    "glossaire": {
        "identifier": "g8u5i2o6b",
        "title": "Balade sonore",
        "summary": "Un parcours que l’on fait en écoutant ce qui a été composé pour chaque lieu.",
        "url": "/glossaire/balade-sonore/",
        "names": ["parcours sonore"],
    },
    "termes": {
        "identifier": "metier-mediation",
        "vocabulary": "metier",
        "value": "mediation",
        "title": "médiation",
        "labels": ["médiation culturelle"],
        "is_archived": False,
    },
    "financements": {
        "identifier": "f1q6z3x8c",
        "funder": "Région Nouvelle-Aquitaine",
        "is_public": True,
        "beneficiary": "Association Les Ondes",
        "project": "Le port à l’oreille",
        "project_identifier": "p7k2m9x4q",
        "project_url": "/projets/le-port-a-l-oreille/",
        "call": "Cultures connectées",
        "amount_voted": 12000,
        "amount_net": 12000,
        "is_cancelled": False,
        "decided_on": "2025-06-23",
        "nature": "aide en numéraire",
    },
}


def row_of(resource, columns):
    """A row with all its columns."""
    told = ROWS.get(resource.name) or {"identifier": "x1a2b3c4d", "title": resource.label, "url": f"/{resource.name}/"}
    return {one.name: value(one, told.get(one.name)) for one in columns}


def value(column, told):
    if told is None:
        return [] if column.holds is list or isinstance(column.holds, tuple) else None
    return absolute(told) if column.name.endswith("url") else told


def page_of(resource):
    told = {"total": 1, "page": 1, "pages": 1, "per_page": 24, "previous": None, "next": None}
    return told | {"understood": [], "notices": [], "results": [row_of(resource, resource.columns)]}


def whole(resource):
    row = row_of(resource, (*resource.columns, *resource.details))
    lasting = absolute(f"/id/{row['identifier']}/") if resource.prefix else None
    return row | {"links": resource.links(row["identifier"], row.get("url") or row.get("project_url"), lasting)}
