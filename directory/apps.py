from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class DirectoryConfig(AppConfig):
    default_auto_field = "django.db.models.BigAutoField"
    name = "directory"
    verbose_name = "répertoire"

    def ready(self):
        """Read what every installed app declares of its kinds of entries, and check them together."""
        from . import checks  # noqa: F401  # it needs the models
        from .versions import keeping  # noqa: F401  # it listens to the end of writes

        autodiscover_modules("kind")
