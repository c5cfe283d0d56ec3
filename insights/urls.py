from django.urls import path

from .views import FindCallView, PolicyView

app_name = "insights"

urlpatterns = [
    path("appels/trouver/", FindCallView.as_view(), name="find-call"),
    path("politique/", PolicyView.as_view(), name="policy"),
]
