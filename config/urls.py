from django.contrib import admin
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path, re_path
from django.views.generic import TemplateView

from config import media
from config.pages import SecurityContact
from config.sitemaps import SITEMAPS

admin.site.site_title = admin.site.site_header = "Gestion du répertoire"
admin.site.index_title = "Que voulez-vous mettre à jour ?"


def page(name):
    return TemplateView.as_view(template_name=f"pages/{name}.html")


urlpatterns = [
    path("", page("home"), name="home"),
    path("projets/", include("projects.urls")),
    path("acteurs/", include("actors.urls")),
    path("", include("territories.urls")),  # territoires/, tiers-lieux/
    path("", include("calls.urls")),  # appels/, editions/
    path("a-propos/", page("about"), name="about"),
    path("mentions-legales/", page("legal"), name="legal"),
    path("donnees-personnelles/", page("privacy"), name="privacy"),
    path("accessibilite/", page("accessibility"), name="accessibility"),
    path("ecoconception/", page("ecodesign"), name="ecodesign"),
    path("plan-du-site/", page("sitemap"), name="sitemap-page"),
    path("contact/", page("contact"), name="contact"),
    path("robots.txt", TemplateView.as_view(template_name="robots.txt", content_type="text/plain"), name="robots"),
    path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path(".well-known/security.txt", SecurityContact.as_view(), name="security-contact"),
    re_path(r"^media/(?P<path>.+\.webp)$", media.image, name="media"),
    path("gestion/", admin.site.urls),
]
