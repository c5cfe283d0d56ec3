from django.urls import path

from .views import FindCallView

app_name = "insights"

urlpatterns = [
    path("appels/trouver/", FindCallView.as_view(), name="find-call"),
]
