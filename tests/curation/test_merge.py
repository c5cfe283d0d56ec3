import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError

from actors.models import Actor
from curation.merge import merge, rehearse, repoint
from directory.models import SourceRecord
from projects.models import Funding, Participation, Place, Project
from tests.factories import (
    ActorFactory,
    ActorNameFactory,
    CallFactory,
    CommuneFactory,
    DisciplineFactory,
    FundingFactory,
    FundingTellingFactory,
    ParticipationFactory,
    PlaceFactory,
    ProjectFactory,
    ReuseFactory,
    SourceRecordFactory,
    TiersLieuFactory,
)

pytestmark = pytest.mark.django_db


def test_merge_brings_foreign_keys_and_many_to_many_rows():
    jazz, video = DisciplineFactory(), DisciplineFactory()
    loser, winner = ActorFactory(draft=True, disciplines=[jazz, video]), ActorFactory(disciplines=[video])
    part, funding, call = (
        ParticipationFactory(actor=loser),
        FundingFactory(beneficiary=loser),
        CallFactory(leads=[loser]),
    )

    merge(loser, winner)

    assert set(winner.disciplines.all()) == {jazz, video}
    assert list(winner.participations.all()) == [part]
    assert list(winner.fundings_received.all()) == [funding]
    assert list(call.leads.all()) == [winner]


def test_merge_withdraws_the_loser_towards_the_winner():
    loser, winner = ActorFactory(), ActorFactory()

    merge(loser, winner)

    loser = Actor.objects.get(pk=loser.pk)
    assert (loser.status, loser.merged_into, loser.standing()) == ("retire", winner, winner)


def test_merge_keeps_the_names_of_the_loser():
    loser, winner = ActorFactory(name="Fab Lab de Pau"), ActorFactory(name="FabLab Pau")
    ActorNameFactory(actor=loser, name="FLP")

    merge(loser, winner)

    assert {name.name for name in winner.names.all()} == {"Fab Lab de Pau", "FLP"}


def test_merge_of_namesakes_adds_no_name():
    loser, winner = ActorFactory(name="L’Écran"), ActorFactory(name="L'ecran")

    merge(loser, winner)

    assert not winner.names.exists()


def test_merge_writes_down_a_row_that_the_winner_already_has():
    loser, winner = ActorFactory(draft=True), ActorFactory()
    kept = ParticipationFactory(actor=winner)
    ParticipationFactory(actor=loser, project=kept.project, note="accueil du public")

    done = merge(loser, winner)

    assert list(Participation.objects.all()) == [kept]
    assert len(done.repeated) == 1
    assert "accueil du public" in winner.notes


def test_merge_fills_what_the_winner_does_not_say():
    loser = ActorFactory(draft=True, siret="55208131766522", website="https://perdu.example")
    winner = ActorFactory(website="https://garde.example")

    done = merge(loser, winner)

    winner.refresh_from_db()
    assert (winner.siret, winner.website) == ("55208131766522", "https://garde.example")
    assert done.filled == ["SIRET"]


def test_merge_brings_the_imported_rows():
    loser, winner = ActorFactory(), ActorFactory()
    SourceRecordFactory(identifier=loser.identifier)

    merge(loser, winner)

    assert SourceRecord.objects.get().identifier == winner.identifier


def test_merge_shortens_the_chain_of_an_earlier_one():
    first, second, third = ActorFactory(), ActorFactory(), ActorFactory()
    merge(first, second)

    merge(second, third)

    assert Actor.objects.get(pk=first.pk).merged_into == third


def test_merge_of_successive_actors_leaves_no_loop():
    loser = ActorFactory()
    winner = ActorFactory(succeeds=[loser])

    merge(loser, winner)

    assert not winner.succeeds.exists()


def test_merge_of_projects_keeps_every_place_and_one_main():
    loser, winner = ProjectFactory(), ProjectFactory()
    PlaceFactory(project=loser, is_main=True)
    main = PlaceFactory(project=winner, is_main=True)

    merge(loser, winner)

    assert winner.places.count() == 2
    assert list(winner.places.filter(is_main=True)) == [main]


def test_merge_of_projects_that_reuse_each_other_leaves_no_loop():
    loser, winner = ProjectFactory(), ProjectFactory()
    ReuseFactory(origin=loser, project=winner)

    done = merge(loser, winner)

    assert not winner.reuses.exists()
    assert len(done.repeated) == 1


def test_merge_of_tiers_lieux_keeps_the_closure_of_the_winner():
    commune = CommuneFactory()
    loser, winner = TiersLieuFactory(name="La Halle"), TiersLieuFactory(located_in=commune)
    PlaceFactory(territory=loser)

    merge(loser, winner)

    assert set(winner.containers.all()) == {
        winner.territory_ptr if hasattr(winner, "territory_ptr") else winner,
        commune,
    }
    assert [name.name for name in winner.former_names.all()] == ["La Halle"]
    assert Place.objects.get().territory_id == winner.pk


REFUSED = {
    "with itself": lambda: (ActorFactory(),) * 2,
    "of two kinds": lambda: (ActorFactory(), ProjectFactory()),
    "of a tiers-lieu and a commune": lambda: (TiersLieuFactory(), CommuneFactory()),
    "into a withdrawn one": lambda: (ActorFactory(draft=True), ActorFactory(withdrawn=True)),
    "of a merged one": lambda: (merged_actor(), ActorFactory()),
    "of a public one into a draft": lambda: (ActorFactory(), ActorFactory(draft=True)),
    "of a masked person into another": lambda: (ActorFactory(masked=True), ActorFactory()),
    "into a masked person": lambda: (ActorFactory(draft=True), ActorFactory(masked=True)),
    "of one that waits for an answer": lambda: (ActorFactory(unanswered=True), ActorFactory()),
    "of an example into a real one": lambda: (ActorFactory(is_example=True), ActorFactory()),
    "of a SIREN and the SIRET of another": lambda: (
        ActorFactory(siren="552081317"),
        ActorFactory(siret="73282932000074"),
    ),
    "of two SIRET": lambda: (ActorFactory(siret="55208131766522"), ActorFactory(siret="73282932000074")),
}


def merged_actor():
    merged, other = ActorFactory(), ActorFactory()
    merge(merged, other)
    return merged


@pytest.mark.parametrize("pair", REFUSED.values(), ids=REFUSED)
def test_merge_is_refused(pair):
    loser, winner = pair()

    with pytest.raises(ValidationError):
        merge(loser, winner)

    assert not type(winner).objects.filter(merged_into=winner.pk).exists()


def test_merge_is_refused_when_other_rows_hold_a_repeated_one(monkeypatch):
    loser, winner = ActorFactory(), ActorFactory()
    kept = ParticipationFactory(actor=winner)
    ParticipationFactory(actor=loser, project=kept.project)
    monkeypatch.setattr(Participation, "delete", held)

    with pytest.raises(ValidationError, match="Un doublon ne peut pas être retiré"):
        merge(loser, winner)

    assert loser.participations.count() == 1


def held(row):
    raise ProtectedError("", {row})


def test_merge_that_fails_changes_nothing(monkeypatch):
    loser, winner = ProjectFactory(), ProjectFactory()
    PlaceFactory(project=loser)
    monkeypatch.setattr(Project, "save", lambda project: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        merge(loser, winner)

    assert loser.places.count() == 1


def test_rehearse_tells_and_changes_nothing():
    loser, winner = ActorFactory(), ActorFactory()
    part = ParticipationFactory(actor=loser)

    done = rehearse(loser, winner)

    assert done.moved["participations"] == 1
    part.refresh_from_db()
    assert part.actor == loser
    assert Actor.objects.get(pk=loser.pk).merged_into is None


def test_repoint_leaves_the_old_entry_as_it_is():
    old, new = CommuneFactory(), CommuneFactory()
    place = PlaceFactory(territory=old)

    done = repoint(old, new)

    place.refresh_from_db()
    assert place.territory == new
    assert done.moved["lieux d’action"] == 1


def test_repoint_writes_down_a_decision_told_twice():
    old, new = ActorFactory(), ActorFactory()
    kept = FundingFactory(beneficiary=new, decision_reference="2024-12")
    twice = FundingFactory(
        beneficiary=old, decision_reference="2024-12", funder=kept.funder, project=kept.project, amount_voted=7
    )
    telling = FundingTellingFactory(funding=twice)

    done = repoint(old, new)

    telling.refresh_from_db()
    assert list(Funding.objects.all()) == [kept] == [telling.funding]
    assert "montant voté (€) « 7 »" in done.repeated[0]
