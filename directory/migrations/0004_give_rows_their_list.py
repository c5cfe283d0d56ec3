from django.db import migrations
from django.db.models import F


def belong_to_the_shipped_content(apps, schema_editor):
    """What was imported before lists had names keeps its keys, and so its identifiers.

    Its rows said what they brought: what they said beside it was not kept.
    """
    records = apps.get_model("directory", "SourceRecord").objects.all()
    if records.exists():
        lists = apps.get_model("directory", "SourceList").objects
        shipped = lists.create(is_shipped=True, name="Contenu livré", slug="contenu-livre")
        records.update(source_list=shipped, told=F("values"))


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0003_name_the_lists"),
    ]

    operations = [
        migrations.RunPython(belong_to_the_shipped_content, migrations.RunPython.noop, elidable=True),
    ]
