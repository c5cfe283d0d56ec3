from django.db import migrations

from directory.migrations._edits import dates_of


class Migration(migrations.Migration):
    dependencies = [
        ("actors", "0009_date_edits"),
        ("admin", "0003_logentry_add_action_flag_choices"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.RunPython(dates_of("actors", actor=["actor"]), migrations.RunPython.noop, elidable=True),
    ]
