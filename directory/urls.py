from django.urls import path

from .views import PermanentIdentifierView

app_name = "directory"

urlpatterns = [
    path("id/<slug:identifier>/", PermanentIdentifierView.as_view(), name="permanent"),
]
