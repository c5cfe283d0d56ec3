"""What the program is told of residences, and of notebooks, which have no list, no importer and no admin."""

from directory.registry import KINDS
from finding.kinds import Kind, Shipped

from .filters import ResidenceFilterSet
from .models import Notebook, Residence


@KINDS.register
class ResidenceKind(Kind):
    """The published residences."""

    name = "residences"
    label, plural = "résidence", "résidences"
    menu, every, rank = "Résidences", "Toutes les résidences", 15
    model = Residence
    path, pages = "residences/", "planted:"
    filterset_class = ResidenceFilterSet
    importer = "tests.planted.imports.ResidenceImporter"
    shipped = (Shipped("residences.csv", importer),)


@KINDS.register
class NotebookKind(Kind):
    """The published notebooks: each has a page, and their list is that of the residences."""

    name = "notebooks"
    label, plural = "carnet", "carnets"
    within = "residences"
    model = Notebook
    path, pages = "carnets/", "planted:"
