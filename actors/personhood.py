"""Whether what a row names is an organisation or a natural person, or that nobody can tell yet.

Pure. The law forbids naming a natural person in published grant data without a recorded agreement (CRPA, art.
L312-1-2). So an organisation has to show that it is one, and what shows nothing waits, masked, for somebody's answer.
A SIRET shows nothing, since artistes-auteurs have one; nor do capitals, digits or a single word: « MARTIN » is no
acronym.
"""

import re
from enum import StrEnum

from french.folding import fold

PERSON_TYPE = "personne-physique"  # slug of the type of those whom the law forbids naming


class Personhood(StrEnum):
    """What is known of an actor. UNKNOWN is the empty value, so that whatever nobody looked at is masked."""

    UNKNOWN = ""
    ORGANISATION = "structure"
    PERSON = "personne"


def phrases(text: str, not_after: tuple[str, ...] = (), plural: str = "") -> re.Pattern[str]:
    """Return what finds any of the phrases of a list, whole, in a folded text."""
    told = "|".join(re.escape(phrase) for phrase in sorted({fold(phrase) for phrase in text.split(",")} - {""}))
    before = "".join(rf"(?<!\b{words} )" for words in not_after)
    return re.compile(rf"{before}(?<!\w)(?:{told}){plural}(?!\w)")


# The statuses of one who works alone: whatever the name says beside them, it names a person.
STATUSES = phrases("""
    ei, eirl, entreprise individuelle, entreprise unipersonnelle, entrepreneur individuel, entrepreneuse individuelle,
    entrepreneure individuelle, micro entreprise, microentreprise, micro entrepreneur, micro entrepreneuse,
    microentrepreneur, microentrepreneuse, auto entreprise, autoentreprise, auto entrepreneur, auto entrepreneuse,
    autoentrepreneur, autoentrepreneuse, personne physique, artiste auteur, artiste autrice, artiste auteure,
    profession libérale, travailleur indépendant, travailleuse indépendante, free lance, freelance, particulier,
""")

# The callings of a person; their plural says nothing of the sort, as in « Documents d’artistes ».
CALLINGS = phrases("""
    artiste, auteur, autrice, auteure, artisan, artisane, indépendant, indépendante, illustrateur, illustratrice,
    photographe, plasticien, plasticienne, musicien, musicienne, compositeur, compositrice, réalisateur, réalisatrice,
    vidéaste, écrivain, écrivaine, comédien, comédienne, chorégraphe, graphiste,
""")
CAPITALISED = r"[^\W\d_a-zß-ÿ][\w’'.-]*"
PARTICLE = r"(?:(?:de|du|des|le|la|van|von)\s+|d[’'])?"
WRITTEN_AS_A_NAME = re.compile(
    rf"(?!(?:Les?|La|Une?|Des)\b|L[’']){CAPITALISED}(?:,?\s+{PARTICLE}{CAPITALISED}){{1,3}}"
)
WORD = re.compile(r"[^\W\d_]+")
TITLE = re.compile(r"(?:m|mr|mme|mlle|monsieur|madame|mademoiselle)\b")

# What an organisation is, in law or nearly.
LEGAL_FORMS = """
    association, association loi 1901, assoc, asbl, fondation, fonds de dotation, syndicat, fédération, confédération,
    comité, société, sarl, sasu, eurl, scop, selarl, gaec, coopérative, société coopérative, start up, startup,
    commune, collectivité, région, département, ministère, epci, epcc, établissement public, collectif, université,
    entreprise,
"""
# Those that are surnames too: « Michel Sas ».
AMBIGUOUS_FORMS = "asso, sas, scic, sci, snc, scp, gie, gip, epic,"

# « Camille Exemple, de l’association Zig »: what somebody belongs to is not who it is.
BELONGING = tuple("de la,de l,du,des,pour,pour la,pour l,par,par la,par l,chez,au,a la,a l".split(","))

# Each alone shows an organisation, so none is a first name or a usual surname: not « ville », but « ville de ».
ORGANISATIONS = phrases(
    LEGAL_FORMS
    + """
    & cie, et cie, & fils, et fils, & associés, et associés, club, union, ligue, amicale, réseau, mission locale,
    foyer rural, mjc, amap, groupe, ensemble, compagnie, cie, état, préfecture, drac, rectorat, académie,
    direction régionale, direction départementale, ville de, ville du, ville des, ville d, municipalité,
    conseil régional, conseil départemental, conseil général, communauté, métropole, agglomération, agglo,
    intercommunalité, ccas, office public, office de tourisme, office du tourisme, agence nationale,
    agence régionale, agence départementale, agence culturelle, agence de, établissement, programme,
    union européenne, commission européenne, banque numérique, caisse des dépôts, crédit agricole, grand port, cci,
    chambre de commerce, chambre d agriculture, chambre de métiers, parc naturel, parc national,
    parc archéologique, faculté, iut, ufr, cnrs, inria, inrae, inrap, laboratoire, institut, lycée, collège,
    conservatoire, cfa, hôpital, centre hospitalier, musée, muséum, écomusée, frac, artothèque,
    médiathèque, bibliothèque, ludothèque, archives, cinémathèque, cinéma, théâtre, opéra, orchestre, chorale,
    fanfare, festival, biennale, scène nationale, scène conventionnée, cdn, ccn, centre d art, centre dramatique,
    centre chorégraphique, centre culturel, centre social, centre de, centre national, centre régional,
    centre intercommunal, maison de la, maison des, maison du, espace culturel, smac, caue, ccsti, pôle culturel,
    cité internationale, tiers lieu, fablab, fab lab, coworking, espace public numérique, epn,
    """,
    not_after=BELONGING,
    plural="s?",
)

# Surnames and first names too: they show an organisation only where nobody is so called. « École d’art » and « SAS La
# Boucle » are nobody; « Odile Ecole », « ECOLE Odile », « Greta de la Tour » or a word alone may be somebody.
SURNAMES_TOO = phrases(AMBIGUOUS_FORMS + "mairie, cias, école, crous,", not_after=BELONGING, plural="s?")
FIRST_NAMES_TOO = phrases("greta, petr, earl,", not_after=BELONGING)
SURNAME_OF_NOBODY = re.compile(rf"(?:(?:la|les|l|une?) )?{SURNAMES_TOO.pattern} (?:de|du|des|d|la|les|l|au|aux) ")
LONGEST_NAME = 6  # words: « Camille Exemple et Dominique de Zag »
IN_NO_NAME = phrases("les, un, une, en, pour, sur, sous, avec, dans, par, au, aux,")

# What people who work alone also write beside their own name, « Studio Dupont », and some surnames. They show an
# organisation only before what no name begins with, « Atelier des Docks », or with a number and no more, « Studio 4 ».
TRADES = phrases(
    """
    agence, atelier, ballet, bureau, cabinet, centre, chœur, création, design, édition, espace, fabrique, film,
    galerie, image, journal, label, librairie, magazine, maison, média, monument, musique, photographie, pôle,
    presse, prod, production, radio, revue, studio, télévision, troupe, village, ville,
    """,
    plural="s?",
)
BEFORE_NO_NAME = re.compile(rf"{TRADES.pattern} (?:du|des|de la|de l|au|aux) ")
NUMBERED = re.compile(rf"{TRADES.pattern} \d+")


def personhood_of(name: str, *, legal_form: str = "", rna: str = "", type_family: str = "") -> Personhood:
    """Judge an actor by what it shows; `type_family` is the slug of its general type, empty without one."""
    if type_family == PERSON_TYPE:
        return Personhood.PERSON
    if rna:
        return Personhood.ORGANISATION
    if STATUSES.search(fold(f"{legal_form} / {name}")):
        return Personhood.PERSON
    if type_family:
        return Personhood.ORGANISATION
    if is_legal_form(legal_form):
        return Personhood.ORGANISATION
    return said_by(legal_form) or said_by(name)


def said_by(text: str) -> Personhood:
    """Judge a name, or a legal form as a source writes it, by its words alone.

    What follows a comma, a dash or a bracket may be somebody else: « Camille Exemple, Compagnie Zig ».
    """
    words, first = fold(text), fold(before_another(text))
    shows_person = bool(CALLINGS.search(words) or TITLE.match(words))
    if STATUSES.search(words):
        return Personhood.PERSON
    if ORGANISATIONS.search(first) or ambiguous_word_shows_an_organisation(first):
        return Personhood.UNKNOWN if shows_person else Personhood.ORGANISATION
    if shows_person:
        return Personhood.PERSON
    is_no_name = BEFORE_NO_NAME.search(first) or NUMBERED.fullmatch(first)
    return Personhood.ORGANISATION if is_no_name else Personhood.UNKNOWN


def ambiguous_word_shows_an_organisation(folded: str) -> bool:
    """Whether a folded name has a word such as « sas » or « greta » and cannot be « first name, surname »."""
    if SURNAME_OF_NOBODY.match(folded):
        return True
    may_be_a_name = len(folded.split()) <= LONGEST_NAME and not IN_NO_NAME.search(folded)
    return not may_be_a_name and bool(SURNAMES_TOO.search(folded) or FIRST_NAMES_TOO.search(folded))


def before_another(text: str) -> str:
    """A name without what follows a comma, a dash or a bracket."""
    return re.split(r"[,;:/|(]|\s[–—-]\s", text.strip())[0]


def reads_as_a_person(text: str) -> bool:
    """Whether a text beside a name looks like « Camille Exemple », and not like « Les Docks » or « accueil »."""
    looks_so = WRITTEN_AS_A_NAME.fullmatch(text.strip()) or TITLE.match(fold(text))
    return bool(looks_so) and said_by(text) != Personhood.ORGANISATION


def is_named_in(text: str, name: str) -> bool:
    """Whether a title, a text or an address holds all the words of a name, whatever their order, or joins them.

    « Studio Exemple » is named by « Exemple » alone. An initial counts for nothing.
    """
    words = _words_that_name(name)
    said = WORD.findall(fold(text))
    joined = ("".join(words), "".join(reversed(words))) if len(words) > 1 else ()
    return bool(words) and (set(words) <= set(said) or any(one in "".join(said) for one in joined))


def _words_that_name(name: str) -> list[str]:
    """The words of a name without titles, callings and trades, nor what follows a comma."""
    bare = fold(before_another(name))
    for others in (STATUSES, CALLINGS, TRADES, TITLE):
        bare = others.sub(" ", bare)
    words = WORD.findall(bare)
    return [word for word in words if len(word) > len("de")] or words


def is_trade(name: str) -> bool:
    """Whether a name begins with a word that people who work alone write beside their own."""
    return bool(TRADES.match(fold(name)))


def is_legal_form(text: str) -> bool:
    """« (association) » beside a name says what it is; « (théâtre) » may be what somebody does."""
    return bool(phrases(LEGAL_FORMS + AMBIGUOUS_FORMS + "earl,").fullmatch(fold(text)))
