"""What the page of an entry says to programs, in the words of schema.org (JSON-LD), and nothing more than the page."""

from functools import singledispatch
from urllib.parse import urljoin

from django.conf import settings

from actors.models import Actor, Personhood
from calls.models import Call, Round
from finding.formats.columns import address, permanent
from projects.models import Project
from support.models import Definition, Event, Resource
from territories.models import Territory

CONTEXT = "https://schema.org"
STATUS = {True: "EventCancelled", False: "EventScheduled"}
ATTENDANCE = {
    Event.Format.ONLINE: "OnlineEventAttendanceMode",
    Event.Format.ON_SITE: "OfflineEventAttendanceMode",
    Event.Format.BOTH: "MixedEventAttendanceMode",
}


def linked_data(entry):
    """Return what an entry read with `for_detail` is, and where it is on the site, as one graph."""
    return {"@context": CONTEXT, "@graph": [whole(entry), breadcrumb(entry)]}


def whole(entry):
    """An entry as a thing: what all have, then what its kind has; what is not known is not there."""
    told = {
        "@id": permanent(entry),
        "url": address(entry),
        "identifier": entry.identifier,
        "name": entry.title,
        "description": entry.summary,
        "inLanguage": "fr",
        "dateModified": entry.edited_at and entry.edited_at.isoformat(timespec="seconds"),
        "image": [urljoin(settings.SITE_URL, image.url) for image in pictures(entry)],
    }
    return known(told | thing(entry))


def pictures(entry):
    """Its images; some kinds have none."""
    return entry.images.all() if hasattr(entry, "images") else []


def known(told):
    return {name: value for name, value in told.items() if value not in (None, "", [], {})}


def breadcrumb(entry):
    """The way from the home page, as the page shows it."""
    steps = [("Accueil", settings.SITE_URL), (entry.section, urljoin(settings.SITE_URL, entry.section_url))]
    named = [*steps, (entry.title, address(entry))]
    items = [
        {"@type": "ListItem", "position": rank, "name": name, "item": url} for rank, (name, url) in enumerate(named, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


@singledispatch
def thing(entry):
    """What a kind of entry is, and what it alone has."""
    return {"@type": "Thing"}


@thing.register
def _project(project: Project):
    return {
        "@type": "Project",
        "foundingDate": str(project.starts),
        "dissolutionDate": str(project.ends),
        "member": bodies(project.holders),
        "location": [place(one.shown) for one in project.shown_places],
        "keywords": [term.name for term in (*project.metiers.all(), *project.disciplines.all())],
        "funding": [grant(aid) for aid in project.fundings.all()],
        "sameAs": project.website,
    }


@thing.register
def _actor(actor: Actor):
    numbers = [{"@type": "PropertyValue", "propertyID": name, "value": value} for name, value in actor.public_numbers]
    is_person = actor.personhood == Personhood.PERSON
    return {
        "@type": "Person" if is_person else "Organization",
        "location": place(actor.readable_seat) if actor.readable_seat else None,
        "sameAs": actor.website,
        **({"identifier": [actor.identifier, *numbers]} if numbers else {}),
    }


@thing.register
def _territory(territory: Territory):
    is_place, around = territory.kind == Territory.Kind.TIERS_LIEU, territory.located_in
    return {
        "@type": "CivicStructure" if is_place else "AdministrativeArea",
        "geo": spot(territory),
        "containedInPlace": {"@type": "Place", "name": around.name} | page_of(around) if around else None,
    }


@thing.register
def _call(call: Call):
    return {"@type": "FundingScheme", "funder": bodies(call.told_of("leads")), "sameAs": call.website}


@thing.register
def _round(round: Round):
    return {
        "@type": "FundingScheme",
        "isPartOf": {"@type": "FundingScheme", "@id": permanent(round.call), "name": round.call.title},
        "startDate": str(round.opens_at),
        "endDate": str(round.closes_at),
    }


@thing.register
def _event(event: Event):
    where = {"@type": "Place", "name": event.place_name, "geo": spot(event.shown_territory)}
    return {
        "@type": "Event",
        "startDate": str(event.starts),
        "endDate": str(event.ends),
        "eventStatus": f"{CONTEXT}/{STATUS[event.is_cancelled]}",
        "eventAttendanceMode": ATTENDANCE.get(event.format) and f"{CONTEXT}/{ATTENDANCE[event.format]}",
        "location": known(where) if event.place_name else None,
        "organizer": bodies(event.told_of("organisers")),
        "sameAs": event.website,
    }


@thing.register
def _resource(resource: Resource):
    return {
        "@type": "LearningResource",
        "learningResourceType": resource.get_kind_display(),
        "author": bodies(resource.told_of("authors")),
        "datePublished": resource.year and str(resource.year),
        "license": resource.licence,
        "isAccessibleForFree": resource.is_free,
        "sameAs": resource.website,
    }


@thing.register
def _definition(definition: Definition):
    return {"@type": "DefinedTerm", "alternateName": definition.other_names.splitlines()}


def bodies(actors):
    """Actors by their names, with their page when they have one; a masked person is nobody here."""
    return [body(one) for one in actors if not one.is_masked]


def body(actor):
    kind = "Person" if actor.personhood == Personhood.PERSON else "Organization"
    return {"@type": kind, "name": actor.title} | page_of(actor)


def place(territory):
    return known({"@type": "Place", "name": territory.full_name, "geo": spot(territory)} | page_of(territory))


def page_of(entry):
    """Where an entry that another one names is to be read, once it is published."""
    return {"@id": permanent(entry), "url": address(entry)} if entry.is_published else {}


def spot(territory):
    if not territory or territory.latitude is None:
        return None
    return {"@type": "GeoCoordinates", "latitude": territory.latitude, "longitude": territory.longitude}


def grant(aid):
    """A grant that stands, with its amount when it is known."""
    amount = {"@type": "MonetaryAmount", "value": float(aid.net), "currency": "EUR"} if aid.net is not None else None
    funders = bodies([aid.funder])
    return known({"@type": "MonetaryGrant", "identifier": aid.identifier, "amount": amount, "funder": funders})


def tombstone(entry):
    """What is left of an entry that was public: its identifier, and that it is gone."""
    told = {"@type": "Thing", "@id": permanent(entry), "description": "Fiche retirée du répertoire."}
    return {"@context": CONTEXT} | told
