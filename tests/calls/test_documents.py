"""The documents of a round: what may be stored, what leaves them, who reads them."""

import zipfile
from io import BytesIO
from xml.etree import ElementTree

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, StreamObject, TextStringObject
from pytest_django.asserts import assertContains

from calls.models import Document
from calls.models.cleaning import EMPTY, LARGEST, cleaned
from tests.factories import CallFactory, DocumentFactory, RoundFactory
from tests.reading import text_of
from tests.staff import edit, told

pytestmark = pytest.mark.django_db

NAME = b"Camille Exemple"


def pdf(**root):
    """A page, its author in the two places where a PDF tells one, and more in its root."""
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.add_metadata({"/Author": NAME.decode()})
    told = StreamObject()
    told.set_data(b"<x:xmpmeta>" + NAME + b"</x:xmpmeta>")
    for thing in (writer.root_object, writer.pages[0]):
        thing[NameObject("/Metadata")] = writer._add_object(told.flate_encode())
    for key, value in root.items():
        writer.root_object[NameObject(f"/{key}")] = value
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def named(**values):
    return DictionaryObject({NameObject(f"/{key}"): NameObject(f"/{value}") for key, value in values.items()})


PDF = pdf()


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
        read = PdfReader(BytesIO(kept))
        assert len(read.pages) == 1 and not read.metadata and not read.xmp_metadata
        assert "/Metadata" not in read.pages[0] and NAME not in kept and b"/FlateDecode" not in kept
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
        b"%PDF-1.4 cut",
        pdf(OpenAction=named(S="JavaScript")),
        pdf(OpenAction=named(S="Launch")),
        pdf(Names=named(EmbeddedFiles="x")),
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

    assert refused.value.messages[0].startswith("Ce fichier")


def commented():
    """A PDF with a comment, a form that asks a name, and a signature."""
    comment = DictionaryObject({NameObject("/Rect"): ArrayObject(), NameObject("/T"): TextStringObject(NAME.decode())})
    asked = named(Subtype="Widget", FT="Tx", Rect="x")
    asked[NameObject("/T")] = TextStringObject("nom")
    signed = named(FT="Sig", Subtype="Widget")
    signed[NameObject("/V")] = DictionaryObject({NameObject("/Name"): TextStringObject(NAME.decode())})
    return pdf(AcroForm=DictionaryObject({NameObject("/Fields"): ArrayObject([comment, asked, signed])}))


def ooxml(main, **parts):
    return archive(**{"[Content_Types].xml": b"<x/>", main: b"<x/>"} | parts)


@pytest.mark.parametrize(
    "content",
    [
        odt(
            **{
                "content.xml": b"<office:annotation><dc:creator>"
                + NAME
                + b"</dc:creator><p>nom</p></office:annotation>"
            }
        ),
        docx(**{"word/people.xml": b"<w15:person w15:author='" + NAME + b"' w15:userId='" + NAME + b"'/>nom"}),
        ooxml("xl/workbook.xml", **{"xl/comments1.xml": b"<author>" + NAME + b"</author><t>nom</t>"}),
        ooxml("xl/workbook.xml", **{"xl/persons/person.xml": b'<person displayName="' + NAME + b'"/>nom'}),
        ooxml("xl/workbook.xml", **{"xl/tables/table1.xml": b'<table displayName="nom"/>'}),
        ooxml("ppt/presentation.xml", **{"ppt/commentAuthors.xml": b'<p:cmAuthor name="' + NAME + b'"/>nom'}),
    ],
)
def test_names_of_those_who_commented_leave_and_what_is_said_stays(content):
    with zipfile.ZipFile(BytesIO(cleaned(content)[0])) as opened:
        kept = b"".join(map(opened.read, opened.namelist()))

    assert NAME not in kept and b"nom" in kept


def test_author_of_a_comment_and_of_a_signature_leave_a_pdf_and_its_form_stays():
    kept, _ = cleaned(commented())

    assert NAME not in kept and b"/T (nom)" in kept


def test_what_is_emptied_is_still_well_formed():
    assert [ElementTree.fromstring(content).tag for content in EMPTY.values()]  # noqa: S314  # our own constants


def stored(**values):
    return DocumentFactory(title="Règlement", url="", file=ContentFile(PDF, "x.html"), is_accessible=False, **values)


def test_document_is_taken_away_while_its_round_is_public(client):
    document = stored()
    address = document.address

    response = client.get(address)

    assert response.headers["Content-Disposition"] == 'attachment; filename="reglement.pdf"'
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert NAME not in b"".join(response.streaming_content)
    page = text_of(client, document.round)
    assert "Règlement (PDF, " in page and "Ce fichier n’est pas accessible." in page
    document.round.status = "retire"
    document.round.save()
    assert client.get(address).status_code == 410


def test_document_of_a_draft_is_not_public(client):
    for edition in (RoundFactory(draft=True), RoundFactory(call=CallFactory(draft=True))):
        document = stored(round=edition)

        assert client.get(f"/editions/documents/{document.pk}/reglement.pdf").status_code == 404


@pytest.mark.ignore_template_errors
def test_staff_read_the_document_of_a_draft_from_its_preview_and_its_form(admin_client, client):
    document = stored(round=RoundFactory(draft=True))
    url = f"/gestion/calls/round/documents/{document.pk}/reglement.pdf"

    response = admin_client.get(url)

    assert response.headers["Content-Disposition"] == 'attachment; filename="reglement.pdf"'
    assert response.headers["X-Content-Type-Options"] == "nosniff" and "no-store" in response.headers["Cache-Control"]
    assert b"".join(response.streaming_content).startswith(b"%PDF")
    for page in ("apercu", "change"):
        assertContains(admin_client.get(f"/gestion/calls/round/{document.round.pk}/{page}/"), f'href="{url}"')
    client.logout()
    assert client.get(url).status_code == 302


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
