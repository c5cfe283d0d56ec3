from django.urls import path

from .views import ContactView, ReceiptView

# without `app_name`: « contact » is a page of the site like « about », to which every app may lead

urlpatterns = [
    path("contact/", ContactView.as_view(), name="contact"),
    path("contact/recu/<str:sealed>/", ReceiptView.as_view(), name="contact-receipt"),
]
