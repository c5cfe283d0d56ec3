from django.db import migrations

from directory.migrations._edits import dates_of


class Migration(migrations.Migration):
    dependencies = [
        ("territories", "0005_date_edits"),
        ("admin", "0003_logentry_add_action_flag_choices"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.RunPython(dates_of("territories", territory=["territory", "tierslieu"]), migrations.RunPython.noop, elidable=True),
    ]
