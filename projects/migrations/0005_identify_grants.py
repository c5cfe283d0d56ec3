from django.db import migrations, models

import projects.models.funding


class Migration(migrations.Migration):
    dependencies = [
        ("projects", "0004_give_grants_their_tellings"),
    ]

    operations = [
        migrations.AlterField(
            model_name="funding",
            name="identifier",
            field=models.CharField(
                default=projects.models.funding.new_grant,
                editable=False,
                max_length=16,
                unique=True,
                verbose_name="identifiant permanent",
            ),
        ),
    ]
