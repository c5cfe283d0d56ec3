from django.db import migrations, models
from django.utils import timezone


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0009_know_rows_that_left_their_list"),
    ]

    operations = [
        migrations.AddField(
            model_name="term",
            name="updated_at",
            field=models.DateTimeField(auto_now=True, default=timezone.now, verbose_name="modifié le"),
            preserve_default=False,
        ),
    ]
