from django.apps import AppConfig


class CallsConfig(AppConfig):
    default_auto_field = "django.db.models.BigAutoField"
    name = "calls"
    verbose_name = "appels à projets"

    def ready(self):
        """Let the entries of the app be found."""
        from . import search  # noqa: F401
