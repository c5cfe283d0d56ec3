"""The further tables of a list of projects: their texts, and the rows of their story."""

from curation.imports.cells import choices
from curation.imports.fields import Attribute, Link
from curation.imports.further import ROW, ROW_ID, Further, FurtherRows, FurtherValues
from curation.imports.labels import Labels
from curation.imports.report import Heading
from curation.imports.terms import current_thesaurus, term_keys
from directory.models import Term
from directory.models.licences import Licence

from ..models import Aim, Deliverable, Lesson, OutsideReuse, Project, Reuse, Step
from .rows import DATASET

SOURCE = {"source_url": "la page qui le dit"}


class OfProjects(Further):
    """Rows that tell more of a project, which they name by its title or its permanent identifier."""

    model = Project
    named_by, names = DATASET, "project"
    optional = ROW_ID | SOURCE


class TextImporter(OfProjects, FurtherValues):
    """The long texts of projects, one a row."""

    title, dataset = "Textes", "textes"
    required = ("project", "body_fr")
    columns = {"body": "body_fr"}

    def fields(self):
        return [Attribute("body")]

    def read(self, cells):
        return {"body": cells.text("body_fr", 20_000)}


class ObjectiveImporter(OfProjects, FurtherRows):
    """The objectives of the policy that projects serve, and what shows it, one a row."""

    title, dataset = "Objectifs", "objectifs"
    required = ("project", "objective", "justification_fr")
    optional = OfProjects.optional | {"objective_slug": "adresse de l’objectif, quand son nom est dit autrement"}
    keys = ("objective",)
    identity = {Aim: ("term",)}

    def begin(self):
        self.thesaurus, self.objectives = current_thesaurus(), term_keys(Term.Vocabulary.OBJECTIVE)

    def field(self, model, name):
        return Link("term", self.objectives) if name == "term" else super().field(model, name)

    def read(self, cells):
        column = "objective_slug" if cells.raw("objective_slug") else "objective"
        found = Labels(cells, self.thesaurus).known(column, Term.Vocabulary.OBJECTIVE, "objectif inconnu")
        if len(found) > 1 or not cells.raw(column):
            cells.refuse(column, "une ligne dit un objectif")
        return {
            "term": "".join(found[:1]),
            "justification": cells.text("justification_fr"),
            "source_url": cells.url("source_url"),
        }


class StepImporter(OfProjects, FurtherRows):
    """The moments of the life of projects, one a row."""

    title, dataset = "Étapes", "étapes"
    required = ("project", "date", "label")
    keys = ("date", "label")
    identity = {Step: ("date", "label")}

    def read(self, cells):
        return {
            "date": str(cells.date("date")),
            "label": cells.line_of_text("label", 200, required=True),
            "source_url": cells.url("source_url"),
        }


class DeliverableImporter(OfProjects, FurtherRows):
    """What projects made, one a row; `checked_source_url` is the page that tells its state."""

    title, dataset = "Réalisations", "réalisations"
    required = ("project", "name", "kind", "url", "state")
    optional = ROW_ID | {"licence": "licence de réutilisation", "checked_source_url": "la page qui dit son état"}
    keys = ("name",)
    identity = {Deliverable: ("name",)}

    def read(self, cells):
        return {
            "name": cells.line_of_text("name", 200, required=True),
            "description": cells.line_of_text("kind", 300),
            "url": cells.url("url"),
            "state": cells.one_of("state", choices(Deliverable.State)) or "",
            "licence": cells.one_of("licence", choices(Licence)) or "",
            "source_url": cells.url("checked_source_url"),
        }


class LessonImporter(OfProjects, FurtherRows):
    """What the teams of projects learnt, one a row."""

    title, dataset = "Enseignements", "enseignements"
    required = ("project", "kind", "title", "text")
    keys = ("title",)
    identity = {Lesson: ("title",)}

    def read(self, cells):
        return {
            "kind": cells.one_of("kind", choices(Lesson.Kind)) or Lesson.Kind.ADVICE.value,
            "title": cells.line_of_text("title", 150, required=True),
            "text": cells.text("text"),
            "source_url": cells.url("source_url"),
        }


class ReuseImporter(OfProjects, FurtherRows):
    """What projects took up, or what was taken up of them, one a row: of an entry, or of what has none."""

    title, dataset = "Reprises", "reprises"
    required = ("project", "reused_by", "reused_from", "what")
    optional = OfProjects.optional | {"in_directory": "oui quand l’autre projet a une fiche"}
    keys = ("reused_by", "reused_from")
    identity = {Reuse: ("origin",), OutsideReuse: ("direction", "name")}

    def begin(self):
        self.projects = dict(Project.objects.values_list("identifier", "pk"))

    def field(self, model, name):
        return Link("origin", self.projects, "identifier") if name == "origin" else super().field(model, name)

    def named_before(self, cells, record):
        """A reuse belongs to the project that took something up: the row may name the other one first."""
        origin = record.values[ROW].get("origin")
        return origin if origin and cells.raw("reused_by") else super().named_before(cells, record)

    def told(self, cells, identifier):
        by, of = (cells.line_of_text(column, 200) for column in ("reused_by", "reused_from"))
        if bool(by) == bool(of):
            cells.refuse("reused_by", "une reprise dit par qui, ou de quoi : une des deux colonnes", value=by)
        values = {"what": cells.line_of_text("what", 250), "source_url": cells.url("source_url")}
        other = self.called.find(by or of)
        if cells.yes("in_directory") and not other:
            cells.tell(
                Heading.DOUBT, "in_directory", by or of, "aucune fiche n’a ce nom : gardé comme une reprise ailleurs"
            )
        if not other:
            direction = OutsideReuse.Direction.BY if by else OutsideReuse.Direction.FROM
            return OutsideReuse, identifier, {"direction": direction.value, "name": by or of, **values}
        origin, project = (identifier, other) if by else (other, identifier)
        return Reuse, project, {"origin": origin, **values}


class WithdrawalImporter(OfProjects, FurtherValues):
    """Projects that leave the list, one a row, with what may still be said of them: withdrawn, never deleted.

    One that is not there needs nothing; one to which a hand gave another status keeps it.
    """

    title, dataset = "Retraits", "retraits"
    required = ("project", "reason_fr")
    optional = ROW_ID
    columns = {"withdrawal_note": "reason_fr"}
    may_be_missing = True

    def fields(self):
        return [Attribute("status"), Attribute("withdrawal_note")]

    def read(self, cells):
        reason = cells.line_of_text("reason_fr", 1000, required=True)
        return {"status": Project.Status.WITHDRAWN.value, "withdrawal_note": reason}
