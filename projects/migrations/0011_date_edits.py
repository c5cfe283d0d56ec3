from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("projects", "0010_accept_pictures_of_phones"),
    ]

    operations = [
        migrations.AddField(
            model_name="project",
            name="edited_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="mise à jour le"),
        ),
    ]
