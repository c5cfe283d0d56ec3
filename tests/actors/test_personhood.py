"""Who surely is an organisation, who is a person, and who may be one. Every name of a person is invented."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actors.models import Actor
from actors.personhood import Personhood, personhood_of, reads_as_a_person, said_by

ORGANISATION, PERSON, UNKNOWN = Personhood.ORGANISATION, Personhood.PERSON, Personhood.UNKNOWN
FORMS = [
    *(
        "{first} {last}",
        "{last} {first}",
        "{upper} {first}",
        "{FIRST} {upper}",
        "{upper}, {first}",
        "{first} de {last}",
    ),
    *(
        "{first}-{first} {last}",
        "{last}",
        "{first}",
        "{first} & {last}",
        "{first} {last} 2",
        "M. {last}",
        "Mme {first}",
    ),
    *("{first} {last} (artiste)", "{first} {last} EI", "EI {upper} {first}", "micro-entreprise {first} {last}"),
    *("Studio {last}", "Atelier {first} {last}", "Galerie {last}", "{first} Productions", "Éditions {last}"),
    *(
        "VILLE {first}",
        "BALLET {first}",
        "Village {first}",
        "{first} {last}, Compagnie Zig",
        "{first} {last} – Cie Zig",
    ),
    *(
        "{first} {last} (association Zig)",
        "{first} {last} pour la Compagnie Zig",
        "{first} {last} de l’association Zig",
    ),
    *("{first} {last}, artiste associé au Théâtre Zig", "Entreprise individuelle {last}", "{last} auto-entrepreneur"),
]


@pytest.mark.parametrize(
    "name",
    [
        *("Association Camille Exemple", "Les Zigs SARL", "Exemple & Fils", "Zig et associés", "SCOP La Boucle"),
        *(
            "Assoc. Zig",
            "Compagnie Zig",
            "Collectif Zag",
            "Orchestre de la Boucle",
            "Fab Lab du Fleuve",
            "Fédération des tiers-lieux",
        ),
        *("Ville de Port-Fictif", "Mairie d’Exemple", "Commune du Port", "départements d’Exemple", "Boucle Métropole"),
        *(
            "Musée des Docks",
            "Médiathèque Camille-Exemple",
            "Lycée Camille Exemple",
            "École d’art",
            "Université du Port",
        ),
        *("Atelier des Docks", "Maison du Fleuve", "Studio 4", "Centre de ressources", "État et Région", "Drac"),
        *("Collectif d’artistes du Port", "Société des auteurs", "Office de tourisme Zig – Zag"),
    ],
)
def test_a_word_of_the_name_shows_an_organisation(name):
    assert said_by(name) == ORGANISATION


@pytest.mark.parametrize(
    "name", ["Zinzoline", "CNC", "Latitude50", "La Quincaillerie", "Documents d’artistes", "Zig 3D"]
)
def test_what_shows_nothing_waits(name):
    assert said_by(name) == UNKNOWN


@pytest.mark.parametrize(
    "name",
    [
        *("Greta Exemple", "GRETA de la Zag", "Greta", "Petr Exemple", "Earl Exemple"),
        *("Camille Asso", "ASSO Camille", "camille asso", "Camille Sas", "SAS Camille", "Camille Anne Le Sas 2"),
        *("Camille Epic", "Camille Sci", "Camille Ecole", "ÉCOLE Camille", "Camille Mairie", "Camille Crous"),
        *(
            "Camille Design 2000",
            "Studio 4 Camille Exemple",
            "Camille Epic et Dominique Sas",
            "Camille Ecole de Zag",
            "Camille Exemple Studio 4",
            "Atelier 3 Zag",
        ),
    ],
)
def test_word_that_is_a_name_too_waits(name):
    assert said_by(name) == UNKNOWN


@pytest.mark.parametrize(
    "name",
    [
        *("Asso des Docks", "SAS La Boucle", "Les Zigs SAS", "EPIC du Port", "Crous de Port-Fictif"),
        *("École de musique", "école d’art", "Greta et CFA du Port", "Mairie de Port-Fictif", "Studio 4"),
    ],
)
def test_word_that_is_a_name_too_counts_where_nobody_is_so_called(name):
    assert said_by(name) == ORGANISATION


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=20)
@given(words=st.lists(st.from_regex(r"Z[aeiou][bdgkz][aeiou]m[aeiou]", fullmatch=True), min_size=2, max_size=2))
def test_no_way_of_writing_a_person_shows_an_organisation(form, words):
    first, last = words

    name = form.format(first=first, last=last, upper=last.upper(), FIRST=first.upper())

    assert said_by(name) != ORGANISATION


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ({}, UNKNOWN),
        ({"rna": "W123456789"}, ORGANISATION),
        ({"type_family": "association"}, ORGANISATION),
        ({"type_family": "personne-physique"}, PERSON),
        ({"type_family": "personne-physique", "rna": "W123456789"}, PERSON),
        ({"legal_form": "SARL"}, ORGANISATION),
        ({"legal_form": "SAS"}, ORGANISATION),
        ({"legal_form": "artiste-auteur"}, PERSON),
        ({"legal_form": "micro-entreprise"}, PERSON),
        ({"legal_form": "entreprise (EI)", "type_family": "entreprise"}, PERSON),
        ({"legal_form": "profession inconnue"}, UNKNOWN),
    ],
)
def test_what_is_told_beside_the_name_counts_first(told, shown):
    assert personhood_of("Camille Exemple", **told) == shown


@pytest.mark.parametrize(
    ("text", "reads"),
    [
        *((name, True) for name in ("Camille Exemple", "EXEMPLE Camille", "Émile d’Exemple Zag", "M. exemple")),
        *((note, False) for note in ("Les Docks", "ALFRAN", "accueil du public", "Compagnie Zig", "Été culturel", "")),
    ],
)
def test_note_that_reads_as_a_person(text, reads):
    assert reads_as_a_person(text) is reads


def test_database_and_rule_have_the_same_values():
    assert [value for value, _label in Actor.PERSONHOODS] == list(Personhood)
