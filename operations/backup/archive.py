"""The file of a backup: a tar of the copy of the database, the media, and a manifest that tells them apart.

It is written under another name and renamed once whole: a file with the name of a backup is one.
"""

import hashlib
import io
import json
import shutil
import tarfile
import zlib
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import pyrage

from .problems import RefusedError

DATABASE, MEDIA, MANIFEST = "base", "media/", "manifeste.json"
VERSION = 1
ENCRYPTED = ".age"
PIECE = 2**20


@dataclass
class Manifest:
    """What an archive holds, and of what release: `files` gives the SHA-256 of each.

    `missing` are the pictures that rows named and that were nowhere when it was made.
    """

    made_at: str
    engine: str
    digest: str = ""
    migrations: list = field(default_factory=list)
    files: dict = field(default_factory=dict)
    missing: list = field(default_factory=list)
    version: int = VERSION


class Writer:
    """Adds files to an archive that is being made, and notes their checksums."""

    def __init__(self, tar, manifest):
        self._tar, self._manifest = tar, manifest

    def add(self, name, file, size):
        """Add what an open file says; OSError when it stops before its size."""
        info = tarfile.TarInfo(name)
        info.size, info.mode = size, 0o600
        read = Hashed(file)
        self._tar.addfile(info, read)
        self._manifest.files[name] = read.hash.hexdigest()


class Hashed:
    """A file whose checksum is made as it is read."""

    def __init__(self, file):
        self._file, self.hash = file, hashlib.sha256()

    def read(self, size=-1):
        piece = self._file.read(size)
        self.hash.update(piece)
        return piece


@contextmanager
def written(path, manifest, key=""):
    """Make an archive at a path; with the public key of age of somebody, only they can read it."""
    with TemporaryDirectory(dir=path.parent, prefix=".en-cours-") as folder:
        plain = Path(folder) / "archive.tar.gz"
        with tarfile.open(plain, "w:gz", compresslevel=6) as tar:
            yield Writer(tar, manifest)
            told = json.dumps(asdict(manifest), ensure_ascii=False, indent=1).encode()
            info = tarfile.TarInfo(MANIFEST)
            info.size, info.mode = len(told), 0o600
            tar.addfile(info, io.BytesIO(told))
        whole = plain
        if key:
            whole = plain.with_suffix(ENCRYPTED)
            pyrage.encrypt_file(str(plain), str(whole), [recipient(key)])
        whole.chmod(0o600)
        whole.rename(path)


@contextmanager
def opened(path, identity=None):
    """Unpack an archive in a folder, each file checked; give (folder, manifest). RefusedError when it is not whole."""
    with TemporaryDirectory(dir=path.parent, prefix=".ouverte-") as name:
        folder = Path(name)
        with TemporaryDirectory(dir=folder.parent, prefix=".ouverte-") as clear:
            unpack(decrypted(path, identity, Path(clear) / "archive"), folder)
        yield folder, checked(folder)


def decrypted(path, identity, clear):
    """The archive itself, or what the private key in the file `identity` makes of it."""
    if path.suffix != ENCRYPTED:
        return path
    if identity is None:
        raise RefusedError("l’archive est chiffrée : donnez la clé privée avec --cle")
    lines = [line for line in identity.read_text().split() if line.startswith("AGE-SECRET-KEY-")]
    try:
        pyrage.decrypt_file(str(path), str(clear), [pyrage.x25519.Identity.from_str(line) for line in lines])
    except (pyrage.DecryptError, pyrage.IdentityError) as error:
        raise RefusedError("cette clé n’ouvre pas l’archive, ou l’archive est abîmée") from error
    return clear


def unpack(path, folder):
    try:
        with tarfile.open(path, "r:gz") as tar:
            for member in tar:
                put(tar, member, Path(folder))
    except (OSError, EOFError, tarfile.TarError, zlib.error) as error:
        raise RefusedError(f"l’archive est incomplète ou abîmée ({error})") from error


def put(tar, member, folder):
    """Write a file of an archive under a folder, and nothing else: no link, and nothing beside the folder.

    The filters of `tarfile` (PEP 706) came with Python 3.11.4, and Debian 12 has 3.11.2.
    """
    place = (folder / member.name).resolve()
    if not member.isfile() or not place.is_relative_to(folder.resolve()):
        raise RefusedError(f"l’archive contient « {member.name} », qui n’est pas un fichier de sauvegarde")
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.open("wb") as file:
        shutil.copyfileobj(tar.extractfile(member), file)


def checked(folder):
    """The manifest of an unpacked archive, whose files are those that it tells, to the byte."""
    try:
        manifest = Manifest(**json.loads((folder / MANIFEST).read_text()))
    except (OSError, ValueError, TypeError) as error:
        raise RefusedError("ce n’est pas une sauvegarde de ce logiciel, ou son manifeste est abîmé") from error
    there = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()} - {MANIFEST}
    changed = {name for name in there & manifest.files.keys() if sha256(folder / name) != manifest.files[name]}
    wrong = sorted(changed | (there ^ manifest.files.keys()))
    if wrong:
        raise RefusedError(f"des fichiers manquent ou ont changé : {', '.join(wrong[:10])}")
    return manifest


def sha256(path):
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def recipient(key):
    try:
        return pyrage.x25519.Recipient.from_str(key)
    except pyrage.RecipientError as error:
        raise RefusedError(f"« {key} » n’est pas une clé publique age (age1…)") from error
