"""A reader who goes all over the site: every list in every form, then all that its pages lead to."""

import json
import re
from html import unescape
from io import BytesIO
from urllib.parse import urljoin
from zipfile import ZipFile, is_zipfile

from django.http import HttpResponse
from django.test import Client

from directory.registry import KINDS
from opendata.api.registry import RESOURCES

VIEWS = ["vue=carte", "vue=tableau", "tri=montant"]
SEEDS = [
    "/",
    "/sitemap.xml",
    "/plan-du-site/",
    "/territoires/?par=pole",
    "/territoires/?par=epci",
    "/projets/page-inconnue/",
]
OTHER = ("/static/", "/media/", "/gestion/", "/contact/")


def addresses(words, queries=()):
    """What to ask: every list in every form, with what may be typed or chosen."""
    asked, seeds = [*VIEWS, *queries, *(f"q={word}" for word in words)], [*SEEDS]
    for kind in KINDS.searched().values():
        seeds += [kind.url("list"), kind.url("criteria"), *(kind.url("facet", facet=name) for name in kind.facets)]
        formats = [f"format={name}" for name in kind.filters["format"].formats]
        seeds += [f"{kind.url('list')}?{query}" for query in (*formats, *asked)]
        seeds += [kind.url("calendar")] if kind.calendar else []
    seeds += ["/donnees/api/"]
    for name in RESOURCES:
        seeds += [f"/api/v1/{name}/?par_page=100"]
    for word in words:
        seeds += [f"/recherche/?q={word}", f"/recherche/?q={word}&format=json", f"/recherche/suggestions/?q={word}"]
    return seeds


def visit(seeds):
    """Every answer, by address, to the seeds and to the links that they lead to, but for those of several filters."""
    client, answers, waiting = Client(), {}, [*seeds]
    while waiting:
        address = waiting.pop()
        if address not in answers and not address.startswith(OTHER):
            answers[address] = whole(client.get(address))
            waiting += links(address, answers[address])
    return answers


def whole(response):
    """An answer that is made while it is sent, once it is; of a workbook, the texts that it holds zipped."""
    if not response.streaming:
        return response
    content = response.getvalue()
    if is_zipfile(BytesIO(content)):
        with ZipFile(BytesIO(content)) as book:
            told = (name for name in book.namelist() if name != "docProps/core.xml")  # the moment when it was made
            content = b" ".join(map(book.read, told))
    return HttpResponse(content, headers=response.headers)


def links(address, response):
    """The addresses of the site that an answer leads to."""
    if response.has_header("Location"):
        return [urljoin(address, response.headers["Location"])]
    if address.startswith("/api/") and response.headers["Content-Type"] == "application/json":
        told = json.loads(response.content)
        return [f"{address.partition('?')[0]}{one['identifier']}/" for one in told.get("results", ())]
    if not re.search(r"html|xml\b", response.headers["Content-Type"]):
        return []
    page = response.content.decode()
    found = [*re.findall(r'href="([^"#]*)', page), *re.findall(r"<loc>http://testserver([^<]+)", page)]
    return [link for one in found if (link := urljoin(address, unescape(one))).startswith("/") and "&" not in link]
