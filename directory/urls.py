from django.urls import path

from .finding import SearchView
from .suggestions import SuggestionsView
from .views import PermanentIdentifierView

app_name = "directory"

urlpatterns = [
    path("recherche/", SearchView.as_view(), name="search"),
    path("recherche/suggestions/", SuggestionsView.as_view(), name="suggestions"),
    path("id/<slug:identifier>/", PermanentIdentifierView.as_view(), name="permanent"),
]
