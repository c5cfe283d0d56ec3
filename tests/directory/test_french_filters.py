from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template


@pytest.mark.parametrize(
    ("expression", "value", "expected"),
    [
        ('plural:"projet"', 0, "projet"),
        ('plural:"tiers-lieu,tiers-lieux"', 3, "tiers-lieux"),
        ('plural:"projet"', None, "projet"),
        ("euros", 22000, "22 000 €"),
        ("euros", 0, "0 €"),
        ("euros", None, ""),
        ("number", 4293, "4 293"),
        ("number", None, ""),
        ("joined", ["a", "b", "c"], "a, b et c"),
        ("typo", "l'image : <b>", "l’image : &lt;b&gt;"),
        ("typo", None, ""),
        ("day", date(2026, 12, 1), "1er décembre 2026"),
        ("day", datetime(2026, 11, 30, 23, 30, tzinfo=UTC), "1er décembre 2026"),
        ("day", None, ""),
    ],
)
def test_filter_says_it_in_french(expression, value, expected):
    template = Template(f"{{% load french texts %}}{{{{ value|{expression} }}}}")

    rendered = template.render(Context({"value": value}))

    assert rendered.replace("\u00a0", " ") == expected
