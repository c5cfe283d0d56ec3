"""What staff do in the admin: read a form, change some of it, send it."""

import html5lib
from zeal import zeal_ignore


def form_of(response):
    """What the form of a page sends when nobody touches it."""
    page = html5lib.parse(response.content.decode(), namespaceHTMLElements=False)
    form = next(one for one in page.iter("form") if one.get("id", "").endswith("_form"))
    return {name: value for control in form.iter() for name, value in sent_by(control) if "__prefix__" not in name}


def sent_by(control):
    name, kind = control.get("name"), control.get("type", "text")
    match control.tag:
        case "input" if kind in ("submit", "file") or (
            kind in ("checkbox", "radio") and control.get("checked") is None
        ):
            return
        case "input" if name:
            yield name, control.get("value", "on" if kind == "checkbox" else "")
        case "textarea" if name:
            yield name, (control.text or "").removeprefix("\n")
        case "select" if name:
            chosen = [one.get("value") for one in control.iter("option") if one.get("selected") is not None]
            yield name, chosen if control.get("multiple") is not None else (chosen or [""])[0]


def rewrite(entry, **values):
    """Change some values of an entry and save it, as a form of the admin does."""
    for name, value in values.items():
        setattr(entry, name, value)
    entry.save()


def edit(client, url, files=None, **changes):
    """Open the form, change some of its fields, save."""
    return send(client, url, {**form_of(client.get(url)), **changes, **(files or {})})


def send(client, url, form):
    """Save a form. Django's formsets fetch each row that they check, which is no fault of ours."""
    with zeal_ignore():
        return client.post(url, form)


def act(client, url, action, *rows):
    """Tick rows in a list and choose an action."""
    return client.post(url, {"action": action, "_selected_action": [row.pk for row in rows]}, follow=True)


def told(response):
    """The messages and the errors that the page shows."""
    page = html5lib.parse(response.content.decode(), namespaceHTMLElements=False)
    lists = [one for one in page.iter("ul") if set(one.get("class", "").split()) & {"messagelist", "errorlist"}]
    return [" ".join("".join(item.itertext()).split()) for one in lists for item in one.iter("li")]
