from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("territories", "0004_accept_pictures_of_phones"),
    ]

    operations = [
        migrations.AddField(
            model_name="territory",
            name="edited_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="mise à jour le"),
        ),
    ]
