"""What is measured, what is wanted of it, and the table that says both."""

from collections.abc import Callable
from dataclasses import dataclass, field

SMALL, LARGE, MILLION = 10_000, 100_000, 1_000_000
BOTH = (SMALL, LARGE)


@dataclass(frozen=True)
class Row:
    """A figure worked out from the times of one size, how it is written, and the most it may be, by size."""

    label: str
    figure: Callable
    written: Callable
    most: dict = field(default_factory=dict)

    def cell(self, times):
        try:
            return self.written(self.figure(times))
        except KeyError:
            return "–"

    def is_met(self, found):
        """Whether the figure is low enough at each size for which something is wanted; none when nothing is."""
        known = [(self.figure(found[size]), most) for size, most in self.most.items() if size in found]
        return all(figure <= most for figure, most in known) if known else None

    @property
    def wanted(self):
        told = [f"{self.written(most)} ({count(size)})" for size, most in self.most.items()]
        return "≤ " + ", ".join(told) if told else ""


def count(number):
    return f"{number:,}".replace(",", " ")


def ratio(number):
    return f"1/{1 / number:.0f}" if 0 < number < 0.1 else f"{number:.2f}"


def seconds(number):
    return f"{number:.2f} s"


def milliseconds(number):
    return f"{number * 1000:.2f} ms"


def megabytes(number):
    return "–" if number is None else f"{number:.0f} Mo"


def over(name, other):
    return lambda times: times[name] / times[other]


def of(name):
    return lambda times: times[name]


def without_words(kind):
    return Row(
        f"index ÷ base : {kind}", over(f"index, {kind}", f"base, {kind}"), ratio, {SMALL: 1 / 100, LARGE: 1 / 300}
    )


def with_words(kind):
    return Row(f"index ÷ base : {kind}", over(f"index, {kind}", f"base, {kind}"), ratio, dict.fromkeys(BOTH, 1 / 100))


QUESTIONS = ("sans filtre", "un filtre large", "trois filtres", "un montant")
QUESTIONS_WITH_WORDS = ("un mot courant", "un mot rare", "une expression", "trois mots", "un mot et deux filtres")

ROWS = (
    *map(without_words, QUESTIONS),
    *map(with_words, QUESTIONS_WITH_WORDS),
    Row("page de 24 ÷ bonjour", over("page", "bonjour"), ratio, {SMALL: 5}),
    Row(
        "page de l’API ÷ ses valeurs par DRF", over("page de l’API", "page de valeurs"), ratio, dict.fromkeys(BOTH, 2)
    ),
    Row("page avec des mots ÷ page", over("page avec des mots", "page"), ratio, dict.fromkeys(BOTH, 1.3)),
    Row("page ÷ page à 10 000", over("page", "page à 10 000"), ratio, {LARGE: 1.2}),
    Row("page déjà faite ÷ bonjour", over("page déjà faite", "bonjour"), ratio, dict.fromkeys(BOTH, 1.3)),
    Row("page déjà reçue (304) ÷ bonjour", over("page déjà reçue", "bonjour"), ratio, dict.fromkeys(BOTH, 1.3)),
    Row("flux de 50 déjà fait ÷ bonjour", over("flux déjà fait", "bonjour"), ratio, dict.fromkeys(BOTH, 3)),
    Row("flux de 50 déjà reçu (304) ÷ bonjour", over("flux déjà reçu", "bonjour"), ratio, dict.fromkeys(BOTH, 1.3)),
    Row("CSV de tout ÷ lecture simple", over("export", "lecture simple"), ratio, dict.fromkeys(BOTH, 1.5)),
    Row("CSV de tout : mémoire, au plus, au-dessus du repos", of("mémoire de l’export"), megabytes, {LARGE: 60}),
    Row("suggestions ÷ bonjour", over("suggestions", "bonjour"), ratio, dict.fromkeys(BOTH, 2)),
    Row("pire adresse ÷ liste nue", over("pire adresse", "liste nue"), ratio, dict.fromkeys(BOTH, 20)),
    Row("index : construire, les fiches lues", of("construire"), seconds, {LARGE: 15}),
    Row("index : lire les fiches dans la base", of("lire les fiches"), seconds),
    Row("index : charger", of("charger"), seconds, {LARGE: 0.3}),
    Row("index : corriger une fiche", of("corriger"), milliseconds, {LARGE: 0.005}),
    Row("index : mémoire, positions comprises", of("mémoire"), megabytes, {LARGE: 200}),
    Row("· sans les pages de l’image, que les processus partagent", of("mémoire propre"), megabytes),
    Row("index : image sur le disque", of("image"), megabytes),
    Row("index : lire une fiche à corriger", of("lire une fiche"), milliseconds),
    *(Row(f"index : {kind}", of(f"index, {kind}"), milliseconds) for kind in (*QUESTIONS, *QUESTIONS_WITH_WORDS)),
    Row("bonjour", of("bonjour"), milliseconds),
    Row("page de 24", of("page"), milliseconds),
    Row("page de 24 fiches que nulle page n’a montrées", of("page jamais vue"), milliseconds),
    Row("· dont la recherche", of("part de la recherche"), milliseconds),
    Row("· dont les fiches, lues et dessinées", of("part des fiches"), milliseconds),
    Row("· dont le gabarit", of("part du gabarit"), milliseconds),
    Row("· dont le reste de la pile", of("part de la pile"), milliseconds),
    Row("page de 24 avec deux filtres", of("page filtrée"), milliseconds),
    Row("page de 24 compressée", of("page compressée"), milliseconds),
    Row("page de 24 en JSON", of("page en JSON"), milliseconds),
    Row("page de 24 de l’API", of("page de l’API"), milliseconds),
    Row("page de 24 de l’API que nulle page n’a montrées", of("page de l’API jamais vue"), milliseconds),
    Row("page de 24 avec des mots que nul n’a cherchés", of("page, mots nouveaux"), milliseconds),
    Row("flux de 50 à faire", of("flux à faire"), milliseconds),
    Row("CSV de tout", of("export"), seconds),
    Row("suggestions que nul n’a demandées", of("suggestions nouvelles"), milliseconds),
    Row("import de 5 000 projets : plan et écriture", of("import"), seconds, {SMALL: 5000 / 300}),
    Row("· dont le plan, sans verrou", of("plan"), seconds),
    Row("· dont le verrou tenu", of("verrou"), seconds, {SMALL: 5}),
    Row("· enregistrer une fiche pendant ce temps", of("enregistrement pendant l’import"), seconds, {SMALL: 6}),
    Row(
        "· pages lues pendant ce temps ÷ au repos (95 %)",
        over("lecture pendant l’import", "lecture au repos"),
        ratio,
        {SMALL: 3},
    ),
)


def lines(found):
    """The table, from what was found by size."""
    yield ["mesure", *map(count, found), "voulu", "tenu"]
    for row in ROWS:
        met = row.is_met(found)
        yield [
            row.label,
            *(row.cell(times) for times in found.values()),
            row.wanted,
            {None: "", True: "oui"}.get(met, "NON"),
        ]


def aligned(rows):
    """Rows of cells as lines of text, the columns one under the other."""
    rows = list(rows)
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for first, *cells in rows:
        line = [first.ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(cells, widths[1:], strict=True))]
        yield "  ".join(line).rstrip()
