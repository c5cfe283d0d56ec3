from django.urls import path

from accounts import forgotten, pages

# the names are those that the pages of the admin and the views of Django look for
urlpatterns = [
    path("mot-de-passe-oublie/", forgotten.Ask.as_view(), name="admin_password_reset"),
    path("mot-de-passe-oublie/envoye/", forgotten.Asked.as_view(), name="password_reset_done"),
    path("mot-de-passe-oublie/change/", forgotten.Chosen.as_view(), name="password_reset_complete"),
    path("mot-de-passe-oublie/<uidb64>/<token>/", forgotten.Choose.as_view(), name="password_reset_confirm"),
    path("mon-compte/", pages.MyAccount.as_view(), name="my-account"),
    path("mon-compte/courriels/", pages.MyMails.as_view(), name="my-mails"),
    path("second-facteur/", pages.AskCode.as_view(), name="second-factor"),
    path("second-facteur/installer/", pages.Enrol.as_view(), name="second-factor-enrol"),
    path("second-facteur/codes/", pages.NewCodes.as_view(), name="recovery-codes"),
]
