"""Names where there is room."""

from territories.cartography.labels import Box, Room

FRAME = Box(0, 0, 300, 100)


def test_name_is_on_the_right_of_its_disc():
    label = Room(FRAME).beside("Pau", 100, 50, 10, 17)

    assert (label.x, label.anchor) == (115, "start")


def test_name_that_would_leave_the_map_is_on_the_left():
    label = Room(FRAME).beside("Aubusson", 280, 50, 10, 17)

    assert (label.x, label.anchor) == (265, "end")


def test_name_never_covers_a_disc_or_another_name():
    room = Room(FRAME, [Box.disc(150, 50, 8)])

    first, second = room.beside("Poitiers", 100, 50, 8, 17), room.beside("Poitiers", 100, 50, 8, 17)

    assert first.anchor == "end"
    assert second.anchor == "middle"


def test_name_without_room_is_left_out():
    room = Room(Box(0, 0, 40, 20))

    assert room.beside("Saint-Jean-de-Luz", 20, 10, 4, 17) is None


def test_name_that_small_screens_keep_has_room_for_its_larger_type():
    label = Room(FRAME).beside("Poitiers", 200, 50, 10, 17, largest=27)

    assert (label.x, label.anchor) == (185, "end")  # 17 would have fitted on the right


def test_name_that_has_no_room_for_its_larger_type_is_there_all_the_same():
    assert Room(Box(0, 0, 150, 30)).beside("Poitiers", 20, 15, 10, 17, largest=27).anchor == "start"
