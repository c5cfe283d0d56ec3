from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    default_auto_field = "django.db.models.BigAutoField"
    name = "projects"
    verbose_name = "projets"

    def ready(self):
        """Let the entries of the app be found."""
        from . import search  # noqa: F401
