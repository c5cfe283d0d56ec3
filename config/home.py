"""The home page: what there is, where, what is open, and a few projects to begin with."""

from django.db.models import Count, F, Q
from django.utils import timezone
from django.views.generic import TemplateView

from calls.models import Round
from directory.registry import KINDS
from french.dates import PARIS
from french.typography import number, plural
from insights.maps import project_map
from insights.matrix import Matrix
from projects.filters import zone
from projects.models import Lesson, Participation, Project
from projects.models.queryset import one_if
from territories.models import TiersLieu

DISCOVERED = 4  # one large, three small
SHOWN_TIERS_LIEUX = 2


class HomeView(TemplateView):
    template_name = "pages/home.html"

    def get_context_data(self, **kwargs):
        projects, matrix = Project.objects.published().real(), Matrix()
        return super().get_context_data(**kwargs) | {
            "matrix": matrix,
            "counted": counted(matrix.total, len(matrix.metiers)),
            "map": project_map(),
            "rounds": rounds(),
            "discovered": discovered(timezone.now().astimezone(PARIS).date()),
            "lessons": lessons(projects),
            "tiers_lieux": some_tiers_lieux(),
            "figures": in_figures(),
        }


def counted(projects, metiers):
    """« 12 projets, 5 métiers »; « 12 projets » as long as no métier is known."""
    told = KINDS["projects"].counted(projects)
    return f"{told}, {number(metiers)} {plural(metiers, 'métier')}" if metiers else told


def rounds():
    """The rounds one may apply to, the nearest deadline first; the latest ones when none is open."""
    known = Round.objects.published().real().select_related("call")
    return {
        "open": list(known.open().order_by_deadline()[:3]),
        "upcoming": list(known.upcoming().order_by("opens_at", "key")[:2]),
        "latest": list(known.closed().order_by("-year", "-closes_at", "key")[:2]),
    }


def discovered(day):
    """The projects that staff chose for the day, then the surely funded ones of which most is told, latest first."""
    projects = Project.objects.published().real()
    chosen = Q(pk__in=projects.featured(day).values("pk"))
    sure = projects.with_evidence().exclude(evidence=Project.Evidence.NONE)
    told = Q(pk__in=sure.exclude(metiers=None).exclude(summary="").values("pk"))
    order = (one_if(chosen).desc(), "-telling", F("year_of").desc(nulls_last=True), "key")
    return list(projects.filter(chosen | told).for_listing().with_telling().order_by(*order)[:DISCOVERED])


def lessons(projects):
    """The first thing that each of the latest projects teaches."""
    known = Lesson.objects.filter(project__in=projects, position=0).select_related("project")
    return known.order_by("-project__starts", "project__key")[:2]


def some_tiers_lieux():
    """Those of which most is told."""
    known = TiersLieu.objects.published().real().select_related("located_in")
    return known.annotate(told=Count("services")).order_by("-told", "key")[:SHOWN_TIERS_LIEUX]


def in_figures():
    """What can be counted."""
    projects = Project.objects.published().real()
    by_zone = dict(
        projects.order_by().annotate(zone=zone()).values_list("zone").annotate(n=Count("pk", distinct=True))
    )
    located = by_zone.get("poles", 0) + by_zone.get("hors-poles", 0)
    holders = Participation.objects.told().holders().filter(project__in=projects).values("actor").distinct().count()
    return {
        "projects": sum(by_zone.values()),
        "holders": holders,
        "tiers_lieux": TiersLieu.objects.published().real().count(),
        "located": located,
        "outside_share": round(100 * by_zone.get("hors-poles", 0) / located) if located else None,
    }
