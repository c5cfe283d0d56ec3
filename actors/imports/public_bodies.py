"""The usual writings of public bodies: « Conseil départemental des Landes », « CD40 », « Mairie de Bayonne ».

Pure. Two names are writings of one body when they have the same key: its kind, and the place that it governs.
"""

import re
from collections.abc import Mapping

from french.folding import fold

OF = r"(?:(?:de la|de l|du|des|de|d|en)\s+)?(?:(?:la|le|les|l)\s+)?"
PLACE = rf"\s+{OF}(?P<place>\S.*)"
MINISTRY = r"(?:(?:etat|ministere de la culture(?: et de la communication)?)\s+)*"
DRAC = r"(?:drac|direction regionale des affaires culturelles)"
KINDS = {
    "region": re.compile(rf"(?:conseil regional|region){PLACE}"),
    "departement": re.compile(rf"(?:conseil (?:departemental|general)|departement){PLACE}"),
    "drac": re.compile(rf"{MINISTRY}{DRAC}{PLACE}"),
    "commune": re.compile(rf"(?:mairie|ville|commune|municipalite){PLACE}"),
}
NUMBERED = re.compile(r"(?:cd|cg|conseil departemental|conseil general|departement)\s*(?P<code>\d{2,3}|2[ab])")
DOTTED = re.compile(r"\b(?:\w\s){2,}\w\b")  # « D.R.A.C. », once folded


def key_of_body(name: str, departements: Mapping[str, str]) -> str:
    """Return the key of the public body that a name writes, empty when it writes none.

    `departements` gives the name of each département by its code.
    """
    text = undotted(name)
    numbered = NUMBERED.fullmatch(text)
    if numbered and (place := departements.get(numbered["code"])):
        return f"departement {_plain(place)}"
    for kind, writing in KINDS.items():
        if found := writing.fullmatch(text):
            return f"{kind} {found['place']}"
    return ""


def undotted(name: str) -> str:
    """« D.R.A.C. » as « drac », folded."""
    return DOTTED.sub(lambda found: found[0].replace(" ", ""), _plain(name))


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(text)))
