"""A picture is as public as its entry, and its smaller widths with it."""

from inspect import isclass

import pytest
from django.urls import reverse

from directory.media import image_models
from directory.models import Entry, EntryImage
from tests import factories
from tests.factories import (
    ActorFactory,
    ActorImageFactory,
    ProjectImageFactory,
)

pytestmark = pytest.mark.django_db


def makes_an_image(factory):
    return issubclass(factory, factories.RowFactory) and issubclass(factory._meta.model or Entry, EntryImage)


FACTORIES = [one for one in vars(factories).values() if isclass(one) and makes_an_image(one)]
NOT_PUBLIC = {
    "draft": {"entry__draft": True},
    "in review": {"entry__in_review": True},
    "scheduled": {"entry__scheduled": True},
    "withdrawn": {"entry__withdrawn": True},
}


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    (tmp_path / "media" / "images" / "dossier.webp").mkdir(parents=True)
    (tmp_path / "secret.webp").write_bytes(b"secret")
    return settings.MEDIA_ROOT


def public(image):
    return f"/media/{image.file.name}"


def staff(image):
    return f"/gestion/media/{image.file.name}"


def widths(address):
    return [address, address.replace(".webp", "-480.webp"), address.replace(".webp", "-960.webp")]


def wide(factory, **kwargs):
    """An image that has all the smaller widths."""
    return factory(file__width=1000, file__height=10, **kwargs)


def statuses(client, addresses):
    return [read(client, address).status_code for address in addresses]


def read(client, address):
    """The answer, read to its end: the file is closed then."""
    response = client.get(address)
    response.getvalue()
    return response


def test_every_kind_of_image_is_tried():
    assert {factory._meta.model for factory in FACTORIES} == {*image_models()}


@pytest.mark.parametrize("factory", FACTORIES)
def test_picture_of_a_published_entry_is_served_at_each_width(client, factory):
    image = wide(factory)

    responses = [client.get(address) for address in widths(public(image))]

    assert {response.getvalue()[:4] for response in responses} == {b"RIFF"}
    assert {response.headers["Content-Type"] for response in responses} == {"image/webp"}
    assert {response.headers["X-Content-Type-Options"] for response in responses} == {"nosniff"}


@pytest.mark.parametrize("state", NOT_PUBLIC.values(), ids=NOT_PUBLIC)
@pytest.mark.parametrize("factory", FACTORIES)
def test_picture_of_an_entry_that_is_not_public_is_not_found(client, admin_client, factory, state):
    image = wide(factory, **state)

    assert statuses(client, widths(public(image))) == [404] * 3
    assert statuses(admin_client, widths(public(image))) == [404] * 3


def test_picture_of_a_merged_entry_is_not_found(client):
    image = ProjectImageFactory()
    image.entry.status, image.entry.merged_into = Entry.Status.WITHDRAWN, ProjectImageFactory().entry
    image.entry.save()

    assert statuses(client, [public(image)]) == [404]


def test_picture_of_a_masked_person_is_not_found(client):
    image = ActorImageFactory(entry=ActorFactory(masked=True))

    assert statuses(client, [public(image)]) == [404]


def test_picture_of_an_example_is_served(client):
    assert statuses(client, [public(ProjectImageFactory(entry__is_example=True))]) == [200]


def test_copy_is_good_as_long_as_the_entry_is_public(client):
    image = ProjectImageFactory()
    first = read(client, public(image))
    copy = {"If-None-Match": first.headers["ETag"]}

    again = client.get(public(image), headers=copy)
    image.entry.status = Entry.Status.WITHDRAWN
    image.entry.save()
    after = client.get(public(image), headers=copy)

    assert (first.headers["Cache-Control"], again.headers["Cache-Control"]) == ("public, no-cache",) * 2
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", first.headers["ETag"])
    assert after.status_code == 404


def test_picture_costs_one_query(client, django_assert_num_queries):
    shown, draft = public(ProjectImageFactory()), public(ProjectImageFactory(entry__draft=True))

    for address in (shown, draft, shown.replace(".webp", "-480.webp")):
        with django_assert_num_queries(1):
            read(client, address)


def test_picture_that_is_gone_from_the_storage_is_not_found(client):
    image = ProjectImageFactory()
    image.file.storage.delete(image.file.name)

    assert statuses(client, [public(image)]) == [404]


def test_file_that_no_image_names_is_not_found(client, media):
    (media / "images" / "oubli.webp").write_bytes(b"RIFF")

    assert statuses(client, ["/media/images/oubli.webp"]) == [404]


@pytest.mark.parametrize(
    "path",
    [
        "images/absente.webp",
        "images/dossier.webp",
        "",
        "images/page.html",
        "images/%00.webp",
        f"images/{'a' * 300}.webp",
        "../secret.webp",
        "images/%2e%2e/../secret.webp",
        "images/../../secret.webp",
    ],
)
def test_what_is_no_image_is_not_found(client, path):
    assert client.get(f"/media/{path}").status_code == 404


@pytest.mark.parametrize("state", [{}, *NOT_PUBLIC.values()], ids=["published", *NOT_PUBLIC])
def test_staff_see_every_picture_and_nobody_else_does(client, admin_client, state):
    image = wide(ProjectImageFactory, **state)

    seen, asked = admin_client.get(staff(image)), [client.get(address) for address in widths(staff(image))]

    assert seen.getvalue()[:4] == b"RIFF"
    assert "no-store" in seen.headers["Cache-Control"] and "private" in seen.headers["Cache-Control"]
    assert {answer.status_code for answer in asked} == {302}
    assert statuses(client, ["/gestion/media/images/absente.webp"]) == [302]


def test_page_gives_the_public_address_and_the_preview_that_of_staff(client, admin_client):
    image, draft = wide(ProjectImageFactory), wide(ProjectImageFactory, entry__draft=True)
    preview = reverse("admin:projects_project_preview", args=[draft.entry.pk])

    page, previewed = client.get(image.entry.get_absolute_url()), admin_client.get(preview)

    assert all(f"{address} " in page.content.decode() for address in widths(public(image)))
    assert all(f"{address} " in previewed.content.decode() for address in widths(staff(draft)))
    assert "/gestion/" not in page.content.decode()
    assert '"/media/' not in previewed.content.decode()


def test_form_shows_the_picture_of_a_draft(admin_client):
    image = ProjectImageFactory(entry__draft=True)

    form = admin_client.get(reverse("admin:projects_project_change", args=[image.entry.pk])).content.decode()

    assert f'class="thumbnail" src="{staff(image)}"' in form
