"""The usual writings of public bodies: « Conseil départemental des Landes », « CD40 », « Mairie de Bayonne ».

Pure. Two names are writings of one body when they have the same key: its kind, and the place that it governs.
"""

import re
from collections.abc import Mapping

from french.folding import fold

OF = r"(?:(?:de la|de l|du|des|de|d|en)\s+)?(?:(?:la|le|les|l)\s+)?"
ARTICLE = re.compile(r"(?:la|le|les|l)\s+")
DOTTED = re.compile(r"\b(?:\w\s){2,}\w\b")  # « D.R.A.C. », once folded
MINISTRY = r"(?:(?:etat|ministere de la culture(?: et de la communication)?)\s+)*"

# What each kind of body is called, once folded.
KINDS = {
    "region": r"(?:conseil reg(?:ional)?|region|cr)",
    "departement": r"(?:conseil (?:departemental|dep|dept|general)|departement|dept|dpt|cd|cg)",
    "drac": rf"{MINISTRY}(?:drac|direction regionale des affaires culturelles)",
    "commune": r"(?:mairie|ville|commune|municipalite)",
    "communes": r"(?:communaute de communes|com de com|com com|comcom|cdc|cc)",
    "agglomeration": r"(?:(?:communaute|com) d agglo(?:meration)?|agglo(?:meration)?)",
    "urbaine": r"(?:communaute urbaine|cu)",
    "metropole": r"(?:metropole)",
}
BEFORE = {kind: re.compile(rf"{words}\s+{OF}(?P<place>\S.*)") for kind, words in KINDS.items()}
AFTER = {kind: re.compile(rf"(?P<place>\S.*)\s+{KINDS[kind]}") for kind in ("agglomeration", "urbaine", "metropole")}
# « CA Pau Béarn Pyrénées », but « CA Brive » is a club
SHORT_AGGLOMERATION = re.compile(rf"ca\s+{OF}(?P<place>\S+\s+\S.*)")
GLUED = re.compile(r"(?P<kind>cd|cg|cr|drac)(?P<place>\w{2,3})")
PARTED = re.compile(r"\s+[-–—]\s+|\s*[–—]\s*")
SERVICE = re.compile(r"(?:direction|service|pole|ministere|departement de la culture)\b")
PLACED_IN_SHORT = ("region", "departement", "drac")  # « CD40 », « Drac NA »


def key_of_body(name: str, places: Mapping[str, str]) -> str:
    """Return the key of the public body that a name writes, empty when it writes none.

    `places` gives the name of a place by what stands for it: « 40 » for a département, « na » for a region.
    """
    if parted := _without_service(name, places):
        return parted
    text = bare(name)
    if (glued := GLUED.fullmatch(text)) and glued["place"] in places:
        text = f"{glued['kind']} {glued['place']}"
    for kind, writing in (*BEFORE.items(), ("agglomeration", SHORT_AGGLOMERATION), *AFTER.items()):
        if found := writing.fullmatch(text):
            return f"{kind} {_place(found['place'], places if kind in PLACED_IN_SHORT else {})}"
    return ""


def _without_service(name: str, places: Mapping[str, str]) -> str:
    """The key of the body before a dash, when its service or its place follows: « CD 40 - Landes »."""
    body, dash, rest = PARTED.sub("\n", name, count=1).partition("\n")
    key = key_of_body(body, places) if dash else ""
    return key if key and (SERVICE.match(bare(rest)) or bare(rest) == key.split(" ", 1)[1]) else ""


def kind_of_body(name: str) -> str:
    """Return the kind of body that a name says without a place, « la Région », empty when it says something else."""
    text = bare(name)
    return next((kind for kind, words in KINDS.items() if re.fullmatch(words, text)), "")


def initials(name: str) -> str:
    """« na » for « Nouvelle-Aquitaine »."""
    return "".join(word[0] for word in _plain(name).split())


def bare(name: str) -> str:
    """« la D.R.A.C. » as « drac », folded."""
    text = DOTTED.sub(lambda found: found[0].replace(" ", ""), _plain(name))
    return ARTICLE.sub("", text, count=1) if ARTICLE.match(text) else text


def _place(text: str, places: Mapping[str, str]) -> str:
    short = places.get(text.replace(" ", ""))
    return _plain(short) if short else text


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(text)))
