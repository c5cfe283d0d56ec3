"""What a reader does with the contact page: open it, fill it in, send it a minute later."""

import html
import re
from dataclasses import replace
from urllib.parse import urlencode

from contributions.seal import Seal

CONTACT = "/contact/"
MESSAGE = {"subject": "erreur", "message": "La date est fausse.", "email": "lectrice@exemple.fr"}
MINUTE = 60


def send(client, page=CONTACT, headers=None, **values):
    """Open the page, send it with its seal."""
    return post(client, page, headers, seal=opened(client, page), **values)


def post(client, page=CONTACT, headers=None, **values):
    form = "application/x-www-form-urlencoded"
    return client.post(page, urlencode(MESSAGE | values), content_type=form, headers=headers)


def opened(client, page=CONTACT, ago=MINUTE):
    """The seal of the page, as if it had been shown some seconds ago."""
    seal = Seal.read(seal_of(client.get(page)))
    return str(replace(seal, shown_at=seal.shown_at - ago))


def seal_of(response):
    return re.search(r'name="seal" value="([^"]+)"', response.content.decode())[1]


def text_of(response):
    """The page as a person reads it: no tag, plain spaces."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())
