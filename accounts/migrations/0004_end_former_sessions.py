from django.db import migrations


def end_former_sessions(apps, schema_editor):
    """The table of Django is no longer read: what it holds of accounts goes, and everybody signs in once more."""
    apps.get_model("sessions", "Session").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_access_and_sessions"), ("sessions", "0001_initial")]

    operations = [migrations.RunPython(end_former_sessions, migrations.RunPython.noop, elidable=True)]
