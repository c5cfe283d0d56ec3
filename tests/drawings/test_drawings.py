"""The drawings: the same text gives the same line, and nothing but classes carries colour."""

import re
from itertools import product

import pytest

from drawings import METIERS, bar, cover, heat, tube
from drawings.motifs import MOTIFS
from drawings.pen import Dice, Frame, number

FRAMES = [Frame(160, 120), Frame(300, 100), Frame(640, 640)]


def test_cover_of_a_slug_never_changes():
    """Another drawing for a known slug means that VERSION has to change."""
    drawn = cover("essaim", ["gestion"])

    assert re.findall(r' d="([^"]*)"', drawn) == ["M-5 108H32V12H64V108H96V60H128V108H165"] * 2


@pytest.mark.parametrize("metier", METIERS)
def test_cover_stays_light_whatever_the_slug(metier):
    sizes = [len(cover(f"projet-{n}", [metier, "creation"])) for n in range(50)]

    assert max(sizes) < 1800


def test_cover_of_two_metiers_has_a_tube_and_a_thin_line():
    drawn = cover("debussy", ["creation", "gestion", "diffusion"])

    assert re.findall(r'<path class="([^"]*)"', drawn) == ["cover-line m-gestion", "cover-tube", "cover-core"]


def test_cover_without_metier_is_not_lit():
    drawn = cover("immersity", [])

    assert "cover-off" in drawn


def test_cover_ignores_a_metier_that_has_no_motif():
    assert "cover-off" in cover("immersity", ["plomberie"])


@pytest.mark.parametrize(("metier", "frame"), list(product(METIERS, FRAMES)))
def test_motif_is_a_path_in_whole_units(metier, frame):
    paths = [motif(Dice(f"graine-{n}"), frame) for motif in MOTIFS[metier] for n in range(20)]

    assert all(re.fullmatch(r"M[-\d MLHVQAVahvqtz]+", path) for path in paths)


def test_dice_of_another_text_fall_otherwise():
    first, second = Dice("a"), Dice("b")

    assert [first.whole(0, 99) for _ in range(40)] != [second.whole(0, 99) for _ in range(40)]


def test_dice_stay_within_their_ends():
    dice = Dice("bornes")
    throws = [dice.whole(2, 4) for _ in range(300)]

    assert set(throws) == {2, 3, 4}


@pytest.mark.parametrize("metier", METIERS)
def test_tube_grows_with_its_share(metier):
    short, long = tube(metier, 0.2), tube(metier, 0.9)

    assert f'class="tube m-{metier}"' in short
    assert len(long) >= len(short)
    assert long != short


@pytest.mark.parametrize("metier", METIERS)
def test_tube_of_nothing_is_still_seen(metier):
    assert 'd="M' in tube(metier, 0)


def test_bar_leaves_a_gap_between_funders_and_none_at_the_ends():
    drawn = bar([("f-region", 22000), ("f-auto", 28000)])

    assert re.findall(r'd="([^"]*)"', drawn) == ["M0 5H43.4", "M44.6 5H100"]


def test_bar_shows_no_line_for_a_zero():
    assert 'class="f-etat"' not in bar([("f-region", 10), ("f-etat", 0)])


def test_bar_with_a_label_says_it_escaped():
    drawn = bar([("f-region", 1)], 'Région "100 %" <b>')

    assert 'role="img" aria-label="Région &quot;100 %&quot; &lt;b&gt;"' in drawn


@pytest.mark.parametrize(("count", "step"), [(1, "h1"), (5, "h2"), (10, "h3"), (17, "h4")])
def test_heat_has_four_steps(count, step):
    assert heat(count, 20) == step


@pytest.mark.parametrize(("value", "text"), [(4.0, "4"), (7.5, "7.5"), (-0.02, "0"), (100, "100")])
def test_number_is_written_short(value, text):
    assert number(value) == text
