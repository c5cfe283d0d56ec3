from django.contrib.admin.apps import AdminConfig


class StaffAdminConfig(AdminConfig):
    """The stock admin, on the site of this project."""

    default_site = "config.gestion.StaffSite"
