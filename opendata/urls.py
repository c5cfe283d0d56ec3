from django.urls import include, path, register_converter

from . import views

app_name = "opendata"


class YearConverter:
    """Four digits."""

    regex = "[0-9]{4}"
    to_python, to_url = int, str


register_converter(YearConverter, "year")

urlpatterns = [
    path("", include("opendata.api.urls")),
    path("donnees/", views.OpenDataView.as_view(), name="index"),
    path("donnees/catalogue.<str:form>", views.catalogue_file, name="catalogue"),
    path("donnees/archives/<str:name>", views.archive, name="archive"),
    path("donnees/subventions/<year:year>.csv", views.subsidies_of_year, name="subsidies-of-year"),
    path("donnees/subventions/<slug:slug>.csv", views.subsidies_of_funder, name="subsidies-of-funder"),
    path("donnees/<slug:name>.<str:form>", views.dataset_file, name="file"),
    path("id/<slug:identifier>.jsonld", views.linked_by_identifier, name="linked-by-identifier"),
    path("<path:page>.jsonld", views.linked_by_page, name="linked"),
    path("donnees/<slug:name>/", views.DatasetView.as_view(), name="dataset"),
]
