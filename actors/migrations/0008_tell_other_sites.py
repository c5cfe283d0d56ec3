from django.db import migrations, models

import actors.models


class Migration(migrations.Migration):
    dependencies = [
        ("actors", "0007_accept_pictures_of_phones"),
    ]

    operations = [
        migrations.AddField(
            model_name="actor",
            name="other_websites",
            field=models.TextField(
                blank=True,
                default="",
                help_text="Une adresse par ligne. Une page d’un site de la structure se dit « Page officielle », toute "
                "autre « Source ».",
                validators=[actors.models.validate_websites],
                verbose_name="autres sites",
            ),
            preserve_default=False,
        ),
    ]
