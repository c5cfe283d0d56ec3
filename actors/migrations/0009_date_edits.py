from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("actors", "0008_tell_other_sites"),
    ]

    operations = [
        migrations.AddField(
            model_name="actor",
            name="edited_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="mise à jour le"),
        ),
    ]
