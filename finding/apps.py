from django.apps import AppConfig


class FindingConfig(AppConfig):
    name = "finding"
    verbose_name = "recherche"

    def ready(self):
        from . import checks  # noqa: F401  # it needs the registry
