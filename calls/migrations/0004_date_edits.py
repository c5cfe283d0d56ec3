from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("calls", "0003_accept_pictures_of_phones"),
    ]

    operations = [
        migrations.AddField(
            model_name="call",
            name="edited_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="mise à jour le"),
        ),
        migrations.AddField(
            model_name="round",
            name="edited_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="mise à jour le"),
        ),
    ]
