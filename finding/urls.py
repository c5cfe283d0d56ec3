from django.urls import path

from .columns_page import AllColumnsView, ColumnsView
from .search_page import SearchView
from .suggestions import SuggestionsView

app_name = "finding"

urlpatterns = [
    path("recherche/", SearchView.as_view(), name="search"),
    path("recherche/suggestions/", SuggestionsView.as_view(), name="suggestions"),
    path("donnees/colonnes/", AllColumnsView.as_view(), name="all-columns"),
    path("donnees/colonnes/<path:path>/", ColumnsView.as_view(), name="columns"),
]
