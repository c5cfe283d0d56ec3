"""The page that shows every component in each of its states, for who works on the look of the site.

A state is a real template with real or plain arguments: a component that changes, changes here.
"""

import re
from types import SimpleNamespace as Thing

from django.conf import settings
from django.core.paginator import Paginator
from django.http import QueryDict
from django.template.loader import render_to_string
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.generic import TemplateView

from directory.registry import KINDS
from engine.tally import Tally
from finding.list_address import Chip
from finding.listing import Listing
from finding.options import Choice
from insights.maps import project_map
from insights.matrix import Matrix, by_metier, metiers
from territories.cartography.zoomable import Offer

HERE = reverse_lazy("projects:list")
FOLDER = settings.BASE_DIR / "templates" / "components"
IDENTS = re.compile(r'\b(id|for|aria-labelledby|aria-controls)="([^"]+)"')


class ComponentsPage(TemplateView):
    template_name = "pages/components.html"

    def get_context_data(self, **kwargs):
        components = {name: self.states(name, states) for name, states in sorted(examples().items())}
        return super().get_context_data(**kwargs) | {"components": components}

    def states(self, name, states):
        """For each state, its ground, the component as the light theme shows it, then as the dark one does."""
        for state, context in states.items():
            html = render_to_string(f"components/{name}.html", context, self.request)
            yield state, context.get("ground", ""), html, mark_safe(IDENTS.sub(r'\1="\2-sombre"', html))  # noqa: S308  # our own template


def examples():
    """For each component, its states and their arguments."""
    return words() | links() | forms() | entries() | drawings() | frames()


def words():
    statuses = {"open": "ouvert", "soon": "à venir", "archived": "archivé", "": "clos"}
    closing = {"bientôt": 11, "aujourd’hui": 0, "sans date": None}
    return {
        "deadline": {
            name: {"round": Thing(days_left=days, open_ended=True), "ground": "deadline"}
            for name, days in closing.items()
        },
        "opening": {
            name: {"round": Thing(days_to_opening=days), "ground": "deadline"}
            for name, days in {"bientôt": 11, "aujourd’hui": 0, "sans jour": None}.items()
        },
        "example": {"fiche inventée": {"entry": Thing(is_example=True)}},
        "fact": {
            "texte": {"label": "Aide", "value": "22 000 €", "url": ""},
            "lien": {"label": "Site", "value": "lieu.example", "url": "https://lieu.example"},
        },
        "known": {"connu": {"value": "05 57 57 80 00"}, "manquant": {"value": ""}},
        "metiers": {
            "liens": {"terms": metiers(), "link": True},
            "mots": {"terms": metiers(), "link": False},
            "inconnu": {"terms": [], "link": False},
        },
        "status": {label: {"tone": tone, "label": label, "mark": ""} for tone, label in statuses.items()}
        | {"bientôt clos": {"tone": "open", "label": "ouvert", "mark": "bientôt clos"}},
    }


def links():
    pages = Paginator(range(120), 10)
    views = [{"label": "Liste", "url": HERE, "current": True}, {"label": "Carte", "url": HERE, "current": False}]
    terms = metiers()[:2]
    return {
        "breadcrumb": {"fiche": {"section": "Projets", "section_url": HERE, "page": "Les murs ont des oreilles"}},
        "chips": {"deux filtres": {"chips": [Chip("médiation", HERE), Chip("en Charente", HERE)], "clear_url": HERE}},
        "copy_link": {"avec JavaScript": {}},
        "fact_links": {"termes": {"label": "Métiers", "terms": terms, "list_url": HERE, "parameter": "metier"}},
        "link": {
            "connu": {"url": "https://lieu.example", "label": "lire le plan"},
            "manquant": {"url": "", "label": ""},
        },
        "mail": {"connu": {"address": "contact@lieu.example"}, "manquant": {"address": ""}},
        "pager": {"au milieu": {"page": pages.page(6)}, "au début": {"page": pages.page(1)}},
        "views": {"liste": {"views": views}},
    }


def forms():
    typed = {"name": "lieu", "label": "Commune", "suggestions": reverse_lazy("finding:suggestions"), "value": ""}
    choices = [Choice("a", "médiation", "", 1234, True), Choice("b", "diffusion", "", 12, False)]
    facet = Thing(name="exemple", label="Métier", first=choices, has_more=True, url=HERE, typed=None)
    sorts = [Choice("recent", "les plus récents", "", 0, True), Choice("titre", "par titre", "", 0, False)]
    return {
        "facet": {"cases": {"facet": facet}, "avec un champ": {"facet": Thing(**vars(facet) | {"typed": typed})}},
        "hidden_fields": {"invisible": {"fields": [("tri", "titre")]}},
        "search": {"en tête": {"big": False, "words": ""}, "dans la page": {"big": True, "words": "son"}},
        "sort": {"deux tris": {"sorts": sorts}},
        "typed": {"vide": {"typed": typed, "facet": "territoire"}},
    }


def entries():
    none = Thing(all=list)
    entry = Thing(identifier="p1", slug="murs", source_url="https://lieu.example", source_name="Bilan", images=none)
    entry = Thing(**vars(entry), dated="source de juin 2024", edited_at=timezone.now(), is_example=False)
    entry.get_absolute_url = f"{HERE}murs/"
    image = Thing(
        url="/static/img/marque.svg",
        srcset="",
        width=160,
        height=120,
        alt="La marque du site",
        attribution="Atelier",
    )
    site = {"name": settings.SITE_NAME, "url": settings.SITE_URL}
    return {
        "face": {"sans image": {"entry": entry, "metiers": metiers()[:2], "height": 300}},
        "footer": {
            "pied de page": {"site": site, "publisher": settings.PUBLISHER, "weight": 26},
            "page d’erreur": {"site": site, "publisher": settings.PUBLISHER, "weight": ""},
        },
        "images": {"une image": {"images": [image]}},
        "pagehead": {
            "nombre": {"number": 34, "text": "projets de médiation", "lede": "Une phrase."},
            "titre": {"number": "", "text": "À propos", "lede": ""},
        },
        "provenance": {"source connue": {"entry": entry, "site": site}},
    }


def drawings():
    kind = KINDS["projects"]
    listing = Listing(kind.filterset_class(QueryDict()), kind)
    drawn, index = project_map(), listing.search.index
    offer = Offer(f"{HERE}?format=points", str(HERE), {})
    return {
        "map": {"projets": {"map": drawn}},
        "map_legend": {"projets": {"map": drawn}},
        "map_table": {"projets": {"map": drawn, "ident": "carte-tableau"}},
        "matrix": {
            "courte": {"matrix": Matrix(), "whole": False},
            "entière": {"matrix": Matrix("pole"), "whole": True},
        },
        "tubes": {"tous": {"cells": by_metier(Tally(index, index.alive))}},
        "zoomable_map": {"avec JavaScript": {"map": drawn, "offer": offer}},
    }


def frames():
    """What holds other content: the block tags of `{% load components %}`."""
    section = {"title": "Une partie", "intro": "Une phrase.", "more": "Tout voir", "more_url": HERE, "content": "…"}
    tones = {"papier": "", "bande": "band", "nuit": "night"}
    return {
        "scroll": {
            "tableau": {"caption": "defilement", "content": mark_safe('<p id="defilement">Un tableau large</p>')}
        },
        "section": {
            name: section | {"tone": tone, "margin": not tone, "ident": f"partie-{name}"}
            for name, tone in tones.items()
        },
    }
