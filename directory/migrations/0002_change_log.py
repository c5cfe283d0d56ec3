import uuid

from django.db import migrations, models


def begin(apps, schema_editor):
    """The log begins with the entries that are already there."""
    apps.get_model("directory", "Change").objects.create(kind="directory.change")


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Change",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("stamp", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("kind", models.CharField(max_length=60, verbose_name="type")),
                ("row", models.BigIntegerField(null=True, verbose_name="clé")),
            ],
            options={
                "verbose_name": "changement",
                "ordering": ["pk"],
            },
        ),
        migrations.RunPython(begin, migrations.RunPython.noop, elidable=True),
    ]
