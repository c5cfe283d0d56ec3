"""From degrees to whole units."""

from territories.cartography.outline import LIGHT, NEAR, outlines
from territories.cartography.projection import Projection

SQUARE = [(0.0, 44.0), (2.0, 44.0), (2.0, 46.0), (0.0, 46.0), (0.0, 44.0)]


def test_map_fits_its_frame_and_keeps_the_north_above():
    projection = Projection.around(SQUARE, 640, 900, 6)

    south_west, north_east = projection.unit((0.0, 44.0)), projection.unit((2.0, 46.0))

    assert (projection.width, projection.height) == (640, 900)
    assert (south_west, north_east) == ((6, 894), (634, 6))


def test_line_is_written_in_moves_and_closed():
    projection = Projection.around(SQUARE, 212, 300, 6)

    assert projection.path([SQUARE]) == "M6 289l200 0 0-283-200 0z"


def test_ring_too_small_to_be_seen_is_left_out():
    projection = Projection.around(SQUARE, 212, 300, 6)

    assert projection.path([[(1.0, 45.0), (1.0001, 45.0), (1.0, 45.0001), (1.0, 45.0)]]) == ""


def test_both_outlines_of_the_region_show_the_same_departements():
    light, near = outlines(LIGHT), outlines(NEAR)

    assert light.keys() == near.keys()
    assert all(ring[0] == ring[-1] for rings in near.values() for ring in rings)
