import pytest

from directory.models.slugs import first_free


@pytest.mark.parametrize(
    ("taken", "slug"),
    [
        (set(), "projet"),
        ({"projet"}, "projet-2"),
        ({"projet", "projet-2", "projet-3"}, "projet-4"),
        ({"projet", "projet-3"}, "projet-2"),
    ],
)
def test_first_free_slug(taken, slug):
    assert first_free("projet", taken.__contains__, 20) == slug


@pytest.mark.parametrize(
    ("taken", "slug"),
    [
        (set(), "culture-num"),
        ({"culture-num"}, "culture-n-2"),
        ({"culture-num"} | {f"culture-n-{number}" for number in range(2, 10)}, "culture-10"),
    ],
)
def test_first_free_slug_is_never_too_long(taken, slug):
    assert first_free("culture-num-rique", taken.__contains__, 11) == slug


def test_first_free_slug_has_no_hyphen_to_spare():
    assert first_free("culture-numerique", {"culture"}.__contains__, 8) == "cultur-2"
    assert first_free("arts-et-sciences", {"arts-et"}.__contains__, 8) == "arts-e-2"
    assert first_free("l-art-de-rue", {"l-art-d"}.__contains__, 7) == "l-art-2"
