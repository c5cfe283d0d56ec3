"""Whoever could change every kind of entry goes on publishing them: see docs/decisions/0038."""

from django.db import migrations
from django.db.models import Q

from directory.registry import KINDS

MANAGER = "responsable"


def give_roles(apps, schema_editor):
    User, Group, Permission = (apps.get_model("auth", name) for name in ("User", "Group", "Permission"))
    labels = [kind.model_label.split(".") for kind in KINDS.values()]
    rights = [Permission.objects.filter(content_type__app_label=app, codename=f"change_{name}") for app, name in labels]
    wanted = {pk for found in rights for pk in found.values_list("pk", flat=True)}
    for user in User.objects.filter(is_staff=True, is_superuser=False) if wanted else ():
        held = Permission.objects.filter(Q(user=user) | Q(group__user=user))
        if wanted <= set(held.values_list("pk", flat=True)):
            user.groups.add(Group.objects.get_or_create(name=MANAGER)[0])


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_limits"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(give_roles, migrations.RunPython.noop, elidable=True)]
