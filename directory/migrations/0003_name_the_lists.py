import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0002_change_log"),
    ]

    operations = [
        migrations.CreateModel(
            name="SourceList",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120, unique=True, verbose_name="nom")),
                (
                    "slug",
                    models.SlugField(
                        help_text="Les identifiants permanents des fiches créées par la liste en sont tirés : elle ne change jamais.",
                        max_length=120,
                        unique=True,
                        verbose_name="clé",
                    ),
                ),
                ("source_url", models.URLField(blank=True, max_length=1000, verbose_name="adresse de la source")),
                (
                    "is_shipped",
                    models.BooleanField(default=False, editable=False, verbose_name="livrée avec le programme"),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="connue depuis le")),
            ],
            options={
                "verbose_name": "liste",
                "ordering": ["name"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_shipped", True)),
                        fields=("is_shipped",),
                        name="one_list_is_shipped",
                        violation_error_message="Une seule liste est livrée avec le programme.",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="sourcerecord",
            name="source_list",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="records",
                to="directory.sourcelist",
                verbose_name="liste",
            ),
        ),
        migrations.AddField(
            model_name="sourcerecord",
            name="told",
            field=models.JSONField(blank=True, default=dict, verbose_name="ce que dit la ligne"),
        ),
    ]
