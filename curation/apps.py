from django.apps import AppConfig
from django.contrib.admin import apps as admin


class CurationConfig(AppConfig):
    name = "curation"
    verbose_name = "gestion"
    default = True


class StaffAdminConfig(admin.AdminConfig):
    """The stock admin, on the site of this project."""

    default = False
    default_site = "curation.site.StaffSite"
