from django.apps import AppConfig


class TerritoriesConfig(AppConfig):
    default_auto_field = "django.db.models.BigAutoField"
    name = "territories"
    verbose_name = "territoires"

    def ready(self):
        """Let the entries of the app be found."""
        from . import search  # noqa: F401
