from django.db import migrations

from directory.migrations._edits import dates_of


class Migration(migrations.Migration):
    dependencies = [
        ("projects", "0011_date_edits"),
        ("admin", "0003_logentry_add_action_flag_choices"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.RunPython(dates_of("projects", project=["project"]), migrations.RunPython.noop, elidable=True),
    ]
