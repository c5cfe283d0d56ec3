"""Amounts and rates as people type them: read, written, refused when they may be read in two ways."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from french.amounts import parse_euros, parse_percentage, parse_share, written_euros, written_rate
from french.typography import euros

amounts = st.decimals(0, Decimal("9999999999.99"), places=2)


@pytest.mark.parametrize(
    "text",
    [
        "250 000,50",
        "250\u00a0000,50",
        "250\u202f000,50 €",
        "250\u2009000,50\u00a0euros",
        "250000,50",
        "250000.50",
        "250000.5",
        "250 000.50 EUR",
        "250.000,50",
        "  250000,5€ ",
    ],
)
def test_amount_is_read_however_it_is_typed(text):
    assert parse_euros(text) == Decimal("250000.50")


def test_dots_that_part_thousands_are_told_from_a_decimal_point():
    assert parse_euros("1.250.000") == 1_250_000


@pytest.mark.parametrize("text", ["25.000", "25,000", "25.000 €", "1,250"])
def test_amount_that_has_two_readings_is_refused_with_both(text):
    thousands, hundreds = text.split()[0].replace(",", ".").split(".")

    with pytest.raises(ValueError, match=f"deux façons : écrire {thousands} {hundreds} .*, ou {thousands},"):
        parse_euros(text)


@pytest.mark.parametrize("text", ["25 k€", "25k", "1,2 M€", "3 millions d’euros", "25 mille", "2 Md€"])
def test_amount_cut_short_is_refused_with_what_to_write(text):
    with pytest.raises(ValueError, match="écrire tous les zéros"):
        parse_euros(text)


@pytest.mark.parametrize("text", ["-5", "\u2212 5 000", "(25 000)"])
def test_negative_amount_is_refused(text):
    with pytest.raises(ValueError, match="est négatif"):
        parse_euros(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "€", ",", "5,", ",50", "vingt", "25 000 € TTC", "1e5", "NaN", "Infinity", "1_000", "\u0663"),
        *("0x10", "25 00", "1 2 3", "1234 567", "1,250,000.50", "25.000.50", "12,345,678"),
        *("25000,505", "0,125", "10000000000", "1" * 5000, "\x00"),
    ],
)
def test_what_is_no_amount_is_refused(text):
    with pytest.raises(ValueError, match="»"):
        parse_euros(text)


@given(amounts)
def test_amount_that_is_shown_and_typed_again_is_the_same(amount):
    assert parse_euros(euros(amount)) == amount
    assert parse_euros(written_euros(amount)) == amount


@given(amounts)
def test_amount_of_a_program_is_read_too(amount):
    assert parse_euros(f"{amount:.2f}") == amount


@pytest.mark.parametrize(("text", "rate"), [("33,5 %", "33.5"), ("33.5", "33.5"), ("100", "100"), ("0", "0")])
def test_percentage_is_read(text, rate):
    assert parse_percentage(text) == Decimal(rate)


@pytest.mark.parametrize("text", ["101", "-1", "33.500", "33,555", "NaN", "un tiers"])
def test_what_is_no_percentage_is_refused(text):
    with pytest.raises(ValueError, match="»"):
        parse_percentage(text)


@pytest.mark.parametrize(
    ("text", "share"), [("0,5", "0.5"), ("50 %", "0.5"), ("1", "1"), ("0.3333", "0.3333"), ("0,125", "0.125")]
)
def test_share_is_read(text, share):
    assert parse_share(text) == Decimal(share)


@pytest.mark.parametrize("text", ["50", "1,01", "101 %", "-0,5", "0,33333"])
def test_what_is_no_share_is_refused(text):
    with pytest.raises(ValueError, match="»"):
        parse_share(text)


@given(st.decimals(0, 100, places=2))
def test_rate_that_is_shown_and_typed_again_is_the_same(rate):
    assert parse_percentage(written_rate(rate)) == rate


@given(st.decimals(0, 1, places=4))
def test_share_that_is_shown_and_typed_again_is_the_same(share):
    assert parse_share(written_rate(share)) == share


def test_rate_is_written_without_idle_zeros():
    written = [written_rate(Decimal(rate)) for rate in ("33.50", "100.00", "0.00", "0.3333")]

    assert written == ["33,5", "100", "0", "0,3333"]
