"""The documents of a round: what may be stored, what leaves them, who reads them."""

import zipfile
from io import BytesIO
from xml.etree import ElementTree

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from calls.models import Document
from calls.models.cleaning import EMPTY, LARGEST, cleaned
from tests.factories import DocumentFactory, RoundFactory
from tests.reading import text_of
from tests.staff import edit, told

pytestmark = pytest.mark.django_db

NAME = b"Camille Exemple"
PDF = (
    b"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Metadata 3 0 R>>\nendobj\n2 0 obj\n<</Author (" + NAME + b")>>\nendobj\n"
    b"3 0 obj\n<</Type /Metadata/Subtype/XML/Length 60>>\nstream\n<x:xmpmeta>"
    + NAME
    + b"</x:xmpmeta>\nendstream\nendobj\n"
    b"trailer\n<</Root 1 0 R/Info 2 0 R>>\n%%EOF\n"
)


def archive(**parts):
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as written:
        for name, content in parts.items():
            written.writestr(name, content)
    return made.getvalue()


def odt(**parts):
    told = {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>", "meta.xml": NAME}
    return archive(**told | parts)


def docx(**parts):
    document = b'<w:document><w:ins w:author="' + NAME + b'"/></w:document>'
    told = {"[Content_Types].xml": b"<x/>", "word/document.xml": document, "docProps/core.xml": NAME}
    return archive(**told | parts)


@pytest.mark.parametrize(("content", "suffix"), [(PDF, ".pdf"), (odt(), ".odt"), (docx(), ".docx")])
def test_what_a_file_is_is_read_in_its_content_and_who_made_it_leaves(content, suffix):
    kept, found = cleaned(content)

    assert found == suffix
    if suffix == ".pdf":
        assert NAME not in kept and len(kept) == len(content) and kept.count(b"obj null") == 2
    else:
        with zipfile.ZipFile(BytesIO(kept)) as opened:
            assert all(NAME not in opened.read(name) for name in opened.namelist())


@pytest.mark.parametrize(
    "content",
    [
        b"<html><script>alert(1)</script></html>",
        b"GIF89a",
        b"PK\x03\x04 broken",
        b"%PDF-1.7\n1 0 obj\n<</Type/XRef/Info 9 0 R>>\nendobj\n",
        PDF.replace(b"/Catalog", b"/Catalog/OpenAction<</S/JavaScript/JS(x)>>"),
        PDF.replace(b"/Type /Metadata", b"/Type /Unknown!"),
        PDF + b" " * LARGEST,
        archive(**{"index.html": b"x"}),
        archive(mimetype=b"application/epub+zip"),
        docx(**{"word/vbaProject.bin": b"x"}),
        odt(**{"Basic/Standard/Module1.xml": b"x"}),
    ],
)
def test_anything_else_is_refused_in_words(content):
    with pytest.raises(ValidationError) as refused:
        cleaned(content)

    assert refused.value.messages[0].startswith(("Ce fichier", "Les métadonnées"))


def test_what_is_emptied_is_still_well_formed():
    assert [ElementTree.fromstring(content).tag for content in EMPTY.values()]  # noqa: S314  # our own constants


def stored(**values):
    return DocumentFactory(title="Règlement", url="", file=ContentFile(PDF, "x.html"), is_accessible=False, **values)


def test_document_is_taken_away_while_its_round_is_public(client):
    document = stored()

    response = client.get(document.address)

    assert response.headers["Content-Disposition"] == 'attachment; filename="reglement.pdf"'
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert NAME not in b"".join(response.streaming_content)
    page = text_of(client, document.round)
    assert "Règlement (PDF, " in page and "Ce fichier n’est pas accessible." in page
    document.round.status = "retire"
    document.round.save()
    assert client.get(document.address).status_code == 404


def test_document_of_a_draft_is_not_public(client):
    assert client.get(stored(round=RoundFactory(draft=True)).address).status_code == 404


def test_file_goes_with_its_document(django_capture_on_commit_callbacks):
    document = stored()
    storage, name = document.file.storage, document.file.name

    with django_capture_on_commit_callbacks(execute=True):
        document.delete()

    assert not storage.exists(name)


@pytest.mark.ignore_template_errors
@pytest.mark.parametrize(
    ("content", "accessible", "error"),
    [
        (PDF, "", "Dites si ce fichier est accessible, ou s’il ne l’est pas."),
        (b"<html>", "false", "Ce fichier n’est ni un PDF, ni un document OpenDocument ou Office"),
    ],
)
def test_staff_are_told_what_is_wrong_with_a_file(admin_client, content, accessible, error):
    edition = RoundFactory()
    rows = {"documents-TOTAL_FORMS": "1", "documents-0-title": "Règlement", "documents-0-position": "0"}
    files = {"documents-0-file": ContentFile(content, "reglement.pdf")}

    url = f"/gestion/calls/round/{edition.pk}/change/"
    response = edit(admin_client, url, files=files, **rows | {"documents-0-is_accessible": accessible})

    assert any(error in one for one in told(response)) and not Document.objects.exists()
