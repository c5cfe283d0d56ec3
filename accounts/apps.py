from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    default_auto_field = "django.db.models.BigAutoField"
    name = "accounts"
    verbose_name = "comptes"

    def ready(self):
        from . import witness  # noqa: F401  # it listens to accounts

        post_migrate.connect(make_groups, sender=self)


def make_groups(using, apps=apps, **kwargs):
    """Make the group of each role where it is not there yet: in a database just made, or emptied."""
    from .rights import Role

    try:
        groups = apps.get_model("auth", "Group")._base_manager.using(using)
    except LookupError:  # an app is migrated before the tables of accounts are there
        return
    for role in Role:
        groups.get_or_create(name=role.value)
