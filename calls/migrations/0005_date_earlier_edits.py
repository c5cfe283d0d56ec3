from django.db import migrations

from directory.migrations._edits import dates_of


class Migration(migrations.Migration):
    dependencies = [
        ("calls", "0004_date_edits"),
        ("admin", "0003_logentry_add_action_flag_choices"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.RunPython(dates_of("calls", call=["call"], round=["round"]), migrations.RunPython.noop, elidable=True),
    ]
