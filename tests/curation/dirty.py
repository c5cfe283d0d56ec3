"""Lists as they are published, made from a seed: what they tell, and all that is wrong with how they tell it."""

import csv
import io
from dataclasses import dataclass, field
from random import Random

from openpyxl import Workbook

from projects.imports.headings import PROJECTS

REGION, DRAC = "Région Exemple", "Drac Exemple"
KNOWN = {  # actors of the programme, and how else a list spells them
    "Atelier du Fleuve": ("ATELIER DU FLEUVE", "Association Atelier du Fleuve", "L'Atelier du Fleuve"),
    "Studio des Docks": ("STUDIO DES DOCKS", "Studio des docks", "Le Studio des Docks"),
}
ARTISTS = ("Camille Exemple", "Dominique Modèle", "Sacha Specimen")
COMMUNES = {  # as a list writes it, département included, and as we name it
    ("Bordeaux", "33"): "Bordeaux",
    ("Aunac", "16"): "Aunac-sur-Charente",  # a former one
    ("Mérignac", "16"): "Mérignac",  # that of Charente has a larger namesake
    ("LA ROCHELLE CEDEX 1", "17"): "La Rochelle",
    ("Bordeaux (33000)", ""): "Bordeaux",
    ("MERIGNAC", ""): "Mérignac",  # one of two: somebody says which
}
THINGS = ("Parcours sonore", "Fresque interactive", "Atelier de jeu vidéo", "Résidence numérique", "Carte à écouter")
WHERE = ("des quais", "de la vallée", "au musée", "à l’école", "des halles", "de la forêt")
WRONG = {"12.000": 12000, "3 OOO": 3000, "8.500": 8500}  # amounts that nobody can read for sure
OTHERS = ("N°", "Observations", "Canton", "Avis")  # columns that nobody reads


@dataclass
class Project:
    """What one project is once the list is well read."""

    title: str
    holder: str
    commune: str
    votes: dict
    is_person: bool = False


@dataclass
class List:
    """A file and what must come of it."""

    name: str
    content: bytes
    projects: list
    mended: dict = field(default_factory=dict)  # by text of a cell, what a person writes in its place
    hidden: str = ""  # what is answered about rows that a filter hides


class Maker:
    """Draws one list: its projects, then the dirt."""

    def __init__(self, seed):
        self.random, self.seed = Random(seed), seed
        self.mended, self.hidden = {"MERIGNAC": "Mérignac (16)"}, ""
        self.headings = {
            column: self.random.choice([it.strip() for it in PROJECTS[column].split(" / ")[:5]])
            for column in ("title", "holder", "commune", "departement_code", "amount_eur", "funder_named_fr")
        } | {"round_year": "Année", "call_slug": "Appel à projets"}

    def make(self):
        self.projects = [self._project(number) for number in range(self.random.randint(5, 7))]
        rows = [row for project in self.projects for row in self._rows(project)]
        if self.seed % 4 == 1:
            self._spoil_an_amount(rows)
        if self.seed % 3 == 0:
            rows.append(dict(rows[0]))  # printed twice
        is_workbook = self.seed % 2 == 0
        content = self._workbook(rows) if is_workbook else self._text(rows)
        name = f"Laureats_{2020 + self.seed}.{'xlsx' if is_workbook else 'csv'}"
        return List(name, content, self.projects, self.mended, self.hidden)

    def _project(self, number):
        title = f"{self.random.choice(THINGS)} {self.random.choice(WHERE)} n° {number + 1}"
        if number == 2:
            title = f"Médiation à l’été, {title}"
            self.mended[spoilt(title)] = title
        holder = self.random.choice([*KNOWN, f"Association numéro {self.seed}{number}", f"Compagnie {number} du Pont"])
        is_person = number in (1, 4)
        holder = ARTISTS[(self.seed + number) % len(ARTISTS)] if is_person else holder
        amounts = {REGION: self.random.randrange(1000, 20000, 250)}
        if number % 3 == 0:
            amounts[DRAC] = self.random.randrange(1000, 9000, 500)
        written, commune = self.random.choice([*COMMUNES.items()])
        project = Project(title, holder, commune, amounts, is_person)
        project.written = written
        return project

    def _rows(self, project):
        """A row for each vote; the holder is spelt as it comes."""
        spelling = self.random.choice(KNOWN.get(project.holder, (project.holder,)))
        title = spoilt(project.title) if self.seed % 5 == 2 and "’" in project.title[:16] else project.title
        for funder, amount in project.votes.items():
            yield {
                "title": title,
                "holder": spelling,
                "commune": project.written[0],
                "departement_code": project.written[1],
                "amount_eur": self._amount(amount),
                "funder_named_fr": funder,
                "round_year": self.random.choice(["2022", "05/03/2022", "2022-03-05"]),
                "call_slug": "cultures-connectees",
            }

    def _amount(self, amount):
        spaced = f"{amount:,}".replace(",", " ")
        return self.random.choice([str(amount), f"{spaced} €", f"{spaced},00", f"{amount}.00"])

    def _spoil_an_amount(self, rows):
        text, amount = self.random.choice([*WRONG.items()])
        row = next(row for row in rows if row["funder_named_fr"] == REGION)
        row["amount_eur"] = text
        self.mended[text] = f"{amount}"
        for project in self.projects:
            if project.title == row["title"]:
                project.votes[REGION] = amount

    def _lines(self, rows):
        """All the lines, above and below the rows too; an amount in a total is a number."""
        above = ["Direction de la culture", "Lauréats de l’appel à projets", ""][: self.random.randint(0, 3)]
        others = self.random.sample(OTHERS, self.random.randint(0, 2))
        yield from ([text] for text in above)
        yield [*others, *self.headings.values()]
        for number, row in enumerate(rows):
            yield [*(str(number + 1) for _ in others), *(row[column] for column in self.headings)]
        if self.random.random() < 0.7:
            amounts = ("" if column != "amount_eur" else "99999" for column in self.headings)
            yield ["TOTAL", *amounts][: len(others) + len(self.headings)] if others else ["TOTAL général"]

    def _text(self, rows):
        encoding, delimiter = self.random.choice([("utf-8-sig", ";"), ("cp1252", ";"), ("utf-8", ",")])
        text = io.StringIO()
        csv.writer(text, delimiter=delimiter).writerows(self._lines(rows))
        return text.getvalue().encode(encoding)

    def _workbook(self, rows):
        book = Workbook()
        cover = book.active
        cover.title = "Couverture"
        cover.append(["Région Exemple"])
        old = book.create_sheet("2019")
        old.sheet_state = "hidden"
        old.append([*self.headings.values()])
        old.append(["Projet de 2019", "Association d’hier", "Bordeaux", "33", "1", REGION, "2019", ""])
        tab = book.create_sheet("Lauréats")
        lines = [*self._lines(rows)]
        for line in lines:
            tab.append(line)
        self._merge_a_holder(tab, rows)
        if self.seed % 4 == 0:
            self._hide_a_row(tab, rows)
        content = io.BytesIO()
        book.save(content)
        return content.getvalue()

    def _merge_a_holder(self, tab, rows):
        """The two lines of one project share one cell, whose text the second lacks."""
        pair = next((n for n in range(1, len(rows)) if rows[n]["title"] == rows[n - 1]["title"]), None)
        heading = next(cell for line in tab.iter_rows() for cell in line if cell.value == self.headings["holder"])
        if pair:
            first = heading.row + pair
            tab.merge_cells(start_row=first, end_row=first + 1, start_column=heading.column, end_column=heading.column)

    def _hide_a_row(self, tab, rows):
        heading = next(cell for line in tab.iter_rows() for cell in line if cell.value == self.headings["title"])
        tab.auto_filter.ref = tab.dimensions
        tab.row_dimensions[heading.row + 2].hidden = True
        self.hidden = "lire"


def spoilt(text):
    """UTF-8 read as Windows-1252, and written again."""
    return text.encode().decode("cp1252", errors="replace")
