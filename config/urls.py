from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path, re_path
from django.views.generic import TemplateView

from config.components import ComponentsPage
from config.home import HomeView
from config.pages import EcodesignPage, PlainText, PrivacyPage, SecurityContact, SitemapPage
from config.sitemaps import SITEMAPS
from directory import media
from directory.registry import KINDS


def page(template):
    return TemplateView.as_view(template_name=template)


urlpatterns = [
    path("", HomeView.as_view(), name="home"),
    path("", include("directory.urls")),  # id/
    path("", include("finding.urls")),  # recherche/
    path("", include("insights.urls")),  # appels/trouver/, before the slugs of calls; politique/
    path("", include("opendata.urls")),  # donnees/, api/
    *(path("", include(f"{apps.get_app_config(app).name}.urls")) for app in KINDS.apps()),
    path("a-propos/", page("pages/about.html"), name="about"),
    path("mentions-legales/", page("pages/legal.html"), name="legal"),
    path("donnees-personnelles/", PrivacyPage.as_view(), name="privacy"),
    path("accessibilite/", page("pages/accessibility.html"), name="accessibility"),
    path("ecoconception/", EcodesignPage.as_view(), name="ecodesign"),
    path("plan-du-site/", SitemapPage.as_view(), name="sitemap-page"),
    path("", include("contributions.urls")),  # contact/
    path("robots.txt", PlainText.as_view(template_name="robots.txt"), name="robots"),
    path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path(".well-known/security.txt", SecurityContact.as_view(), name="security-contact"),
    re_path(media.ROUTE, media.image, name="media"),
    path("gestion/", include("accounts.urls")),  # before the admin, which answers to all that begins so
    path("gestion/", admin.site.urls),
]

if settings.COMPONENTS_PAGE:
    urlpatterns.append(path("composants/", ComponentsPage.as_view(), name="components"))
