"""What a browser would send of a form that is only shown: for values that no hand types, but that a form checks."""

from django.forms.widgets import CheckboxInput, ChoiceWidget, FileInput, MultiWidget
from django.http import QueryDict


def as_sent(form):
    """Return the data of a form as it is: bound with them, it changes nothing but its initial values."""
    data = QueryDict(mutable=True)
    for bound in form:
        widget = getattr(bound.field.widget, "widget", bound.field.widget)  # behind the buttons of the admin
        for name, values in sent_by(widget, bound.html_name, bound.value()):
            data.setlist(name, values)
    return data


def sent_by(widget, name, value):
    """Yield pairs (name, texts) of what a widget sends."""
    if isinstance(widget, FileInput):
        return
    if isinstance(widget, MultiWidget):
        for suffix, one, part in zip(widget.widgets_names, widget.widgets, widget.decompress(value), strict=True):
            yield from sent_by(one, name + suffix, part)
    elif isinstance(widget, CheckboxInput):
        if value:
            yield name, ["on"]
    else:
        told = widget.format_value(value)
        if isinstance(widget, ChoiceWidget) and isinstance(told, list):
            yield name, [str(one) for one in told]
        else:
            yield name, ["" if told is None else str(told)]
