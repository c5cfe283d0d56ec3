from django.urls import path

from .search_page import SearchView
from .suggestions import SuggestionsView

app_name = "finding"

urlpatterns = [
    path("recherche/", SearchView.as_view(), name="search"),
    path("recherche/suggestions/", SuggestionsView.as_view(), name="suggestions"),
]
