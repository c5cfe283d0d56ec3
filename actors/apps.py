from django.apps import AppConfig


class ActorsConfig(AppConfig):
    default_auto_field = "django.db.models.BigAutoField"
    name = "actors"
    verbose_name = "acteurs"

    def ready(self):
        """Let the entries of the app be found."""
        from . import search  # noqa: F401
