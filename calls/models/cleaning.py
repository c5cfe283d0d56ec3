"""The files that a round may store: what they are, read in their content, and what has to leave them first.

A link is preferred. PDF, OpenDocument and Office Open XML only, bounded, without program, without metadata.
"""

import re
import zipfile
from io import BytesIO

from django.core.exceptions import ValidationError
from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

LARGEST = 10 * 1024 * 1024  # bytes of a file
ENTRIES, UNPACKED = 2000, 100 * 1024 * 1024  # of an archive: what is beyond is made to fill a memory
OPENED = "application/vnd.oasis.opendocument."
ODF = {"text": ".odt", "spreadsheet": ".ods", "presentation": ".odp"}
OOXML = {"word/document.xml": ".docx", "xl/workbook.xml": ".xlsx", "ppt/presentation.xml": ".pptx"}
EPOCH = (1980, 1, 1, 0, 0, 0)  # the first date that an archive can tell

EMPTY = {
    "meta.xml": b'<?xml version="1.0"?><office:document-meta office:version="1.2" '
    b'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"/>',
    "docProps/core.xml": b'<?xml version="1.0"?><cp:coreProperties '
    b'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>',
    "docProps/app.xml": b'<?xml version="1.0"?><Properties '
    b'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>',
    "docProps/custom.xml": b'<?xml version="1.0"?><Properties '
    b'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>',
}
PROGRAM = re.compile(r"vbaProject|activeX/|embeddings/|^Basic/|^Scripts/|^Object ", re.IGNORECASE)
# Who wrote, commented, corrected: in an element, in an attribute (as where it was saved), in a part for that alone
ELEMENT = re.compile(rb"(<(?:\w+:)?(?:creator|creator-initials|author)>)[^<]*")
ATTRIBUTE = re.compile(rb"""((?:\s(?:\w+:)?(?:author|initials|userId|userName)|absPath\s+url)=)("[^"]*"|'[^']*')""")
PEOPLE = re.compile(r"^(?:word/people|xl/persons/\w+|ppt/commentAuthors|ppt/authors)\.xml$")
NAME = re.compile(rb"""(\s(?:name|displayName)=)("[^"]*"|'[^']*')""")

TELLING = {"/Metadata", "/PieceInfo", "/Perms"}  # what any object of a PDF may tell of who made it, and with what
ACTING = {"/JavaScript", "/JS", "/AA", "/EmbeddedFiles", "/EF", "/RichMedia"}  # keys of what runs, or hides a file
ACTIONS = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/RichMediaExecute"}

REFUSED = "Ce fichier n’est ni un PDF, ni un document OpenDocument ou Office (odt, ods, odp, docx, xlsx, pptx)."
TOO_LARGE = "Ce fichier dépasse 10 Mo : donner plutôt un lien."
ACTIVE = "Ce fichier est chiffré, ou contient un programme ou un fichier joint : l’enregistrer sans eux."
BROKEN = "Ce fichier est abîmé : il ne s’ouvre pas."


def cleaned(content):
    """Return (bytes without metadata, suffix) of a file; raise ValidationError when it may not be stored."""
    if len(content) > LARGEST:
        raise ValidationError(TOO_LARGE)
    if content.startswith(b"%PDF-"):
        return clean_pdf(content), ".pdf"
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return clean_archive(archive)
    except zipfile.BadZipFile as error:
        raise ValidationError(BROKEN if content.startswith(b"PK") else REFUSED) from error


def clean_archive(archive):
    """An office document is an archive: it is written again, without what tells who made it."""
    entries = archive.infolist()
    if len(entries) > ENTRIES or sum(one.file_size for one in entries) > UNPACKED:
        raise ValidationError(TOO_LARGE)
    suffix = suffix_of(archive)
    if any(one.flag_bits & 1 or PROGRAM.search(one.filename) for one in entries):
        raise ValidationError(ACTIVE)
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as written:
        for one in entries:
            bare = zipfile.ZipInfo(one.filename, EPOCH)
            bare.compress_type = zipfile.ZIP_STORED if one.filename == "mimetype" else zipfile.ZIP_DEFLATED
            written.writestr(bare, EMPTY.get(one.filename) or without_names(one.filename, read(archive, one)))
    return made.getvalue(), suffix


def without_names(name, part):
    """A part of an archive, without the names of those who wrote or commented; what its text says stays."""
    if not name.endswith(".xml"):
        return part
    part = ATTRIBUTE.sub(rb'\1""', ELEMENT.sub(rb"\1", part))
    return NAME.sub(rb'\1""', part) if PEOPLE.match(name) else part


def read(archive, entry):
    """Return the bytes of an entry, no more than it announces."""
    with archive.open(entry) as opened:
        told = opened.read(entry.file_size + 1)
    if len(told) > entry.file_size:
        raise ValidationError(BROKEN)
    return told


def suffix_of(archive):
    """What an archive is, as its content tells: the name of a file tells nothing."""
    names = archive.namelist()
    if "mimetype" in names:
        kind = read(archive, archive.getinfo("mimetype")).decode("ascii", "replace").strip()
        suffix = ODF.get(kind.removeprefix(OPENED))
    else:
        suffix = next((one for part, one in OOXML.items() if part in names and "[Content_Types].xml" in names), None)
    if not suffix:
        raise ValidationError(REFUSED)
    return suffix


def clean_pdf(content):
    """A PDF is written again from its pages: what tells who made it stays behind, wherever it was."""
    try:
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted:
            raise ValidationError(ACTIVE)
        writer = PdfWriter(clone_from=reader)
        for thing in things(writer.root_object):
            if not ACTING.isdisjoint(thing) or thing.get("/S") in ACTIONS:
                raise ValidationError(ACTIVE)
            for key in [*TELLING.intersection(thing), *naming(thing)]:
                del thing[key]
        writer.metadata = None
        writer.compress_identical_objects(remove_duplicates=False, remove_unreferenced=True)
        made = BytesIO()
        writer.write(made)
    except (PyPdfError, RecursionError, ValueError, TypeError, KeyError, AttributeError, IndexError) as error:
        raise ValidationError(BROKEN) from error  # what a damaged file raises is not all foreseen by its reader
    return made.getvalue()


def naming(thing):
    """Return the keys that name somebody in a comment, of which `/T` is the author, or in a signature."""
    if thing.get("/FT") == "/Sig":
        return thing.keys() & {"/V"}
    is_comment = "/Rect" in thing and thing.get("/Subtype") != "/Widget"
    return thing.keys() & {"/T"} if is_comment else ()


def things(root):
    """Every dictionary that a document is made of, each once."""
    waiting, seen = [root], set()
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, IndirectObject):
            if (thing.idnum, thing.generation) in seen:
                continue
            seen.add((thing.idnum, thing.generation))
            thing = thing.get_object()
        if isinstance(thing, DictionaryObject):
            yield thing
            waiting.extend(thing.values())
        elif isinstance(thing, ArrayObject):
            waiting.extend(thing)
