from django.db import migrations


def tell_addresses(apps, schema_editor):
    """The address of a grant is told by the row that brought it, as its other values are: no sum changes."""
    tellings = apps.get_model("projects", "FundingTelling").objects.select_related("record")
    for telling in tellings.iterator():
        address = telling.record.told.get("source_url") or telling.record.values.get("source_url") or ""
        telling.told["source_url"] = address
        if telling.funding_id:
            telling.values["source_url"] = address
        telling.save(update_fields=["told", "values"])


class Migration(migrations.Migration):
    dependencies = [
        ("projects", "0006_amend_grants"),
    ]

    operations = [
        migrations.RunPython(tell_addresses, migrations.RunPython.noop, elidable=True),
    ]
