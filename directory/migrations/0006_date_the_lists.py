from django.db import migrations

import directory.fields


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0005_know_rows_within_their_list"),
    ]

    operations = [
        migrations.AddField(
            model_name="sourcelist",
            name="gathered_on",
            field=directory.fields.PartialDateField(
                help_text="Aussi précise que la source : 2024, 03/2024, 17/03/2024 ou 17/03/2024 18:00.",
                verbose_name="relevée le",
            ),
        ),
    ]
