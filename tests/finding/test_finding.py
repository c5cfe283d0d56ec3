"""The search across all kinds of entries, and what is suggested while one types."""

import pytest
from django.urls import reverse

from tests.factories import (
    ActorFactory,
    CallFactory,
    CommuneFactory,
    DepartementFactory,
    DisciplineFactory,
    FormerNameFactory,
    ProjectFactory,
    TechnologyFactory,
    TermLabelFactory,
    TiersLieuFactory,
)
from tests.reading import flat

pytestmark = pytest.mark.django_db


def find(client, words, **parameters):
    return client.get("/recherche/", {"q": words, "format": "json", **parameters}).json()


def titles(client, words):
    """The titles of the entries that hold all the words."""
    return [result["title"] for result in find(client, words)["results"] if "lacks" not in result]


def lacking(answer):
    """The words that entries lack, by title, of those that do not hold them all."""
    return {result["title"]: result["lacks"] for result in answer["results"] if "lacks" in result}


def test_every_kind_of_entry_is_found(client):
    ProjectFactory(name="Alpha du projet")
    ActorFactory(name="Alpha de l’acteur")
    CallFactory(name="Alpha de l’appel")
    CommuneFactory(name="Alpha-la-commune")
    TiersLieuFactory(name="Alpha du tiers-lieu")

    results = find(client, "alpha")["results"]

    assert {result["type"] for result in results} == {"projet", "acteur", "appel", "territoire", "tiers-lieu"}
    assert set(results[0]) == {"type", "id", "title", "url"}


def test_very_long_word_is_found(client):
    ProjectFactory(name="numerique" * 9)

    assert titles(client, "numerique" * 9) == ["numerique" * 9]


def test_homonyms_are_read_together(client, django_assert_num_queries):
    def queries(words):
        with django_assert_num_queries(
            4
        ):  # the log, the address of the place named, its entries, what tells them apart
            client.get("/recherche/", {"q": words})

    for name in ("Un", "Deux", "Deux"):
        CommuneFactory(name=name, within=[DepartementFactory()])
    client.get("/recherche/?q=zorglub")

    queries("un")
    queries("deux")


def test_title_comes_before_summary_before_body(client):
    ProjectFactory(name="Un", summary="Autre chose.", body="Une marionnette.")
    ProjectFactory(name="Deux", summary="Une marionnette.")
    ProjectFactory(name="Marionnette")

    assert titles(client, "marionnettes") == ["Marionnette", "Deux", "Un"]


def test_words_of_a_title_come_before_all_that_others_say_of_them(client):
    term = DisciplineFactory(name="marionnette")
    ProjectFactory(name="Carnet de voyage d’une petite marionnette à travers le pays")
    ProjectFactory(name="Ailleurs", summary="Marionnette et marionnette.", body="Une marionnette.", disciplines=[term])
    ProjectFactory(name="Marionnettes", summary="Rien.")
    expected = ["Marionnettes", "Carnet de voyage d’une petite marionnette à travers le pays", "Ailleurs"]

    assert titles(client, "marionnettes") == expected
    listed = client.get("/projets/?q=marionnettes&format=json").json()["results"]
    assert [result["title"] for result in listed] == expected


def test_words_that_follow_one_another_come_first(client):
    ProjectFactory(name="Un", summary="La ville où le son se promène.")
    ProjectFactory(name="Deux", summary="Une promenade dans le son de la ville.")
    ProjectFactory(name="Trois", summary="La ville son.")

    assert titles(client, "ville son")[0] == "Trois"


def test_acronym_finds_the_term_and_is_told(client):
    term = TermLabelFactory(term=TechnologyFactory(name="réalité augmentée"), label="RA").term
    classed = ProjectFactory(name="Classé", technologies=[term])
    told = ProjectFactory(name="Raconté", summary="Une visite en réalité augmentée.")

    answer = find(client, "RA")

    assert {result["id"] for result in answer["results"]} == {classed.identifier, told.identifier}
    assert answer["related"] == {"RA": ["réalité augmentée"]}


@pytest.mark.parametrize("words", ["mediation numerique", "médiations numériques", "MÉDIATION  NUMÉRIQUE"])
def test_forms_of_the_words_give_the_same_entries_in_the_same_order(client, words):
    ProjectFactory(name="Un", summary="La médiation, numérique ou non.")
    ProjectFactory(name="Médiations numériques")
    ProjectFactory(name="Trois", summary="Des médiations qui se passent du numériquement correct.")
    ProjectFactory(name="Autre", summary="Une médiation.")

    assert titles(client, words) == ["Médiations numériques", "Un", "Trois"]


@pytest.mark.parametrize(
    ("written", "asked"), [("webdocumentaire", "web documentaire"), ("web documentaire", "webdocumentaire")]
)
def test_compound_is_found_in_one_word_or_two(client, written, asked):
    ProjectFactory(name="Récit", summary=f"Un {written} sur la forêt.")

    assert titles(client, asked) == ["Récit"]


def test_ending_is_no_part_of_a_compound(client):
    ProjectFactory(name="Numérique")

    assert titles(client, "numérique rée") == []


def test_misspelt_word_finds_and_suggests_the_known_one(client):
    ProjectFactory(name="Patrimoine sonore")

    answer = find(client, "patrimione")

    assert [result["title"] for result in answer["results"]] == ["Patrimoine sonore"]
    assert answer["suggestion"] == "patrimoine"


def test_misspelt_label_finds_its_term(client):
    term = TermLabelFactory(term=TechnologyFactory(name="projection"), label="vidéomapping").term
    ProjectFactory(name="Façade", technologies=[term])

    answer = find(client, "videomaping")

    assert [result["title"] for result in answer["results"]] == ["Façade"]
    assert answer["suggestion"] == "videomapping"


def test_french_word_that_nothing_holds_is_not_taken_for_another(client):
    ProjectFactory(name="L’ancienne poste")

    assert find(client, "piste") == find(client, "zorglub")


def test_word_of_a_label_is_not_taken_for_another(client):
    TermLabelFactory(term=TechnologyFactory(name="site web"), label="site internet")
    ProjectFactory(name="L’intérêt général")

    assert find(client, "internet")["suggestion"] == ""


def test_wider_name_answers_when_nothing_is_called_as_was_typed(client):
    term = TermLabelFactory(term=TechnologyFactory(name="design"), label="design graphique").term
    wide = ProjectFactory(name="Affiche", technologies=[term])
    before = find(client, "design graphique")

    ProjectFactory(name="Design graphique")

    assert [result["id"] for result in before["results"]] == [wide.identifier]
    assert before["related"] == {"design graphique": ["design"]}
    assert titles(client, "design graphique") == ["Design graphique"]


def test_province_means_its_departements_and_no_longer_once_staff_say_so(client):
    vienne, other = DepartementFactory(name="Vienne"), DepartementFactory(name="Haute-Vienne")
    alias = FormerNameFactory(territory=vienne, name="Poitou", kind="alias")
    inside = ProjectFactory(name="Un conte", territories=[CommuneFactory(within=[vienne])])
    ProjectFactory(name="Un conte", territories=[CommuneFactory(within=[other])])
    before = find(client, "conte Poitou")

    alias.delete()

    assert (before["total"], before["results"][0]["id"]) == (1, inside.identifier)
    assert before["related"] == {"Poitou": ["Vienne"]}
    assert find(client, "conte Poitou")["total"] == 0


def test_words_of_a_name_that_nothing_bears_are_words_again(client):
    TermLabelFactory(term=TechnologyFactory(name="logiciel libre"), label="open source")
    ProjectFactory(name="Un logiciel")

    answer = find(client, "logiciel libre")

    assert answer["total"] == 0
    assert lacking(answer) == {"Un logiciel": ["libre"]}


def test_nothing_found_says_which_word_to_remove_and_what_that_gives(client):
    ProjectFactory(name="Danse et robot")

    page = client.get("/recherche/?q=danse+robot+gazébo").content.decode()

    assert '<a href="?q=danse%20robot" rel="nofollow">«&nbsp;gazébo&nbsp;»</a>&nbsp;: 1 fiche sans lui' in flat(page)


def test_phrase_and_exclusion_are_honoured(client):
    ProjectFactory(name="Un", summary="La réalité virtuelle au musée.")
    ProjectFactory(name="Deux", summary="La réalité virtuelle sous un casque.")
    ProjectFactory(name="Trois", summary="Une visite virtuelle de la réalité.")

    assert titles(client, '"réalité virtuelle" -casque') == ["Un"]


def test_entries_that_hold_some_of_the_words_come_after_and_say_which_they_lack(client):
    both = ProjectFactory(name="Danse et robot")
    ProjectFactory(name="Danse seule")
    ProjectFactory(name="Autre chose")

    answer = find(client, "danse robot")

    assert (answer["total"], answer["results"][0]["id"]) == (1, both.identifier)
    assert lacking(answer) == {"Danse seule": ["robot"]}


def test_page_says_which_words_an_entry_lacks(client):
    ProjectFactory(name="Danse", summary="Dans une gare.")
    ProjectFactory(name="Robot")

    page = (
        flat(client.get("/recherche/?q=danse+robot+gare").content.decode()).replace("&nbsp;", " ").replace("\xa0", " ")
    )

    assert "Sans « robot »" in page and "Sans « danse » ni « gare »" in page


def test_places_come_last_of_what_holds_some_of_the_words(client):
    CommuneFactory(name="Campagne")
    ProjectFactory(name="Un lieu pour le télétravail et pour bien d’autres usages encore")

    *_others, last = lacking(find(client, "télétravail à la campagne"))

    assert last == "Campagne"


def test_word_of_a_name_tells_without_the_others_when_few_entries_hold_the_name(client):
    TermLabelFactory(term=TechnologyFactory(name="compagnie"), label="compagnie de théâtre")
    ProjectFactory(name="Compagnie de théâtre")
    ProjectFactory(name="Théâtre à Poitiers")

    assert lacking(find(client, "compagnie théâtre poitiers"))["Théâtre à Poitiers"] == ["compagnie théâtre"]


@pytest.mark.parametrize("words", ["cultures co", "AAP cultures co", "appel cultures co"])
def test_title_that_is_hardly_begun_comes_first_whatever_says_what_it_is(client, words):
    CallFactory(name="Autre appel", summary="Un appel à projets pour la culture et la coopération.")
    CallFactory(name="Cultures connectées")

    assert titles(client, words)[0] == "Cultures connectées"


def test_word_that_some_entry_holds_is_not_a_beginning_in_titles(client):
    ActorFactory(name="Programme des investissements d’avenir", summary="Le PIA.")
    CommuneFactory(name="Le Pian")

    assert titles(client, "PIA")[0] == "Programme des investissements d’avenir"


def test_title_with_another_name_of_what_was_asked_comes_before_a_mention(client):
    term = TermLabelFactory(term=TechnologyFactory(name="réalité augmentée"), label="augmented reality").term
    ProjectFactory(name="Au parc", technologies=[term], summary="Réalité augmentée, réalité augmentée.")
    ProjectFactory(name="Le village en réalité augmentée, visite d’été", technologies=[term])

    assert titles(client, "augmented reality")[0] == "Le village en réalité augmentée, visite d’été"


def test_small_words_of_english_are_left_aside(client):
    TermLabelFactory(term=TechnologyFactory(name="jeu vidéo"), label="video game")
    CallFactory(name="Aide au jeu vidéo")

    assert titles(client, "funding for video games") == ["Aide au jeu vidéo"]


def test_family_of_a_rare_word_is_found(client):
    ProjectFactory(name="La danse")
    ProjectFactory(name="Autre chose")

    assert titles(client, "danseurs") == ["La danse"]


def test_places_have_no_family(client):
    CommuneFactory(name="Pompaire")
    CommuneFactory(name="Pomps")

    assert titles(client, "pompaire") == ["Pompaire"]


def test_what_is_called_as_was_typed_comes_first(client):
    for name in ("Ruch", "La Ruche", "La ruche des Landes"):
        CommuneFactory(name=name)
    ActorFactory(name="Association La Ruche")

    assert titles(client, "la ruche")[0] == "La Ruche"


@pytest.mark.parametrize("words", ["tiers lieux xl", "tierslieuxl", "TiersLieuXL"])
def test_compound_of_three_words_is_found(client, words):
    CallFactory(name="TiersLieuXL")

    assert titles(client, words) == ["TiersLieuXL"]


def test_acronym_is_another_name_of_every_label(client):
    term = TermLabelFactory(term=TechnologyFactory(name="éducation artistique et culturelle"), label="EAC").term
    TermLabelFactory(term=term, label="éducation artistique")
    ProjectFactory(name="Atelier EAC")

    assert titles(client, "éducation artistique") == ["Atelier EAC"]


def test_label_edited_by_staff_is_used_by_the_next_request(client):
    label = TermLabelFactory(term=TechnologyFactory(name="réalité virtuelle"), label="RV")
    ProjectFactory(name="Une visite en réalité virtuelle")
    before = titles(client, "casque")

    label.label = "casque"
    label.save()

    assert (before, titles(client, "casque")) == ([], ["Une visite en réalité virtuelle"])


def test_word_of_a_label_can_be_excluded(client):
    term = TermLabelFactory(term=TechnologyFactory(name="réalité virtuelle"), label="casque de réalité virtuelle").term
    ProjectFactory(name="Sans rien", technologies=[term])
    ProjectFactory(name="Avec un casque", technologies=[term])

    assert titles(client, '"réalité virtuelle" -casque') == ["Sans rien"]


def test_suggestion_has_its_accents(client):
    ProjectFactory(name="La médiation")

    assert find(client, "mediaton")["suggestion"] == "médiation"


def test_calls_are_aids_even_when_they_do_not_say_so(client):
    CallFactory(name="Numériser les archives")
    ProjectFactory(name="Numériser les archives")

    assert [one["type"] for one in find(client, "subvention archives")["results"]] == ["appel"]


def test_drafts_and_masked_persons_are_not_found(client):
    ProjectFactory(name="Secret", draft=True)
    ProjectFactory(name="Public", holder=ActorFactory(masked=True, name="Camille Secret"))

    assert find(client, "secret")["total"] == 0
    assert client.get("/recherche/suggestions/?q=secret").json() == {"groups": []}


def test_edit_is_seen_by_the_next_request(client):
    project = ProjectFactory(name="Avant")
    assert titles(client, "avant") == ["Avant"]

    project.name = "Après"
    project.save()

    assert (titles(client, "avant"), titles(client, "apres")) == ([], ["Après"])


def test_pages_hold_every_result_once(client):
    ProjectFactory.create_batch(12)

    pages = [find(client, "projet", page=page)["results"] for page in (1, 2)]

    assert [len(page) for page in pages] == [10, 2]
    assert len({result["id"] for page in pages for result in page}) == 12


@pytest.mark.parametrize("words", ['"', "-casque", "«  »", "!!!"])
def test_search_that_wants_nothing_finds_nothing(client, words):
    ProjectFactory(name="Fresque")

    answer = client.get("/recherche/", {"q": words, "format": "json"}).json()

    assert (answer["total"], answer["results"]) == (0, [])


def test_search_without_words_finds_nothing_and_says_what_it_searches(client):
    ProjectFactory()

    page = client.get("/recherche/")

    assert find(client, "")["total"] == 0
    assert '<meta name="robots" content="noindex">' not in page.content.decode()


@pytest.mark.parametrize("words", ["\x00", "«", '"', "-", "%", "a" * 3000, "'; drop", "{{ 7*7 }}", "\u202e"])
def test_no_text_breaks_the_search(client, words):
    assert client.get(reverse("finding:search"), {"q": words}).status_code == 200
    assert client.get(reverse("finding:suggestions"), {"q": words}).status_code == 200


def test_page_tells_how_many_of_each_kind_and_leads_to_their_lists(client):
    ProjectFactory.create_batch(2, summary="Une danse.")
    ActorFactory(name="Danse")

    page = client.get("/recherche/?q=danse").content.decode()

    assert '<a href="/projets/?q=danse">2 projets</a><a href="/acteurs/?q=danse">1 acteur</a>' in flat(page)


def test_words_that_nothing_holds_are_told_with_somewhere_else_to_look(client):
    ProjectFactory()

    page = client.get("/recherche/?q=zorglub").content.decode()

    assert "Aucune fiche ne contient ces mots." in page
    assert '<a href="/acteurs/">' in page
