import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0005_know_rows_within_their_list"),
        ("projects", "0002_publication_and_step_index"),
    ]

    operations = [
        migrations.AddField(
            model_name="funding",
            name="identifier",
            field=models.CharField(
                default="", editable=False, max_length=16, verbose_name="identifiant permanent"
            ),
        ),
        migrations.CreateModel(
            name="FundingTelling",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rank", models.PositiveSmallIntegerField(verbose_name="rang dans la ligne")),
                ("is_undecided", models.BooleanField(default=False, verbose_name="à décider")),
                ("told", models.JSONField(default=dict, verbose_name="ce que dit la ligne")),
                ("values", models.JSONField(default=dict, verbose_name="dernières valeurs importées")),
                (
                    "funding",
                    models.ForeignKey(
                        blank=True,
                        help_text="La même aide, si elle est déjà dans le répertoire.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="tellings",
                        to="projects.funding",
                        verbose_name="aide",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tellings",
                        to="directory.sourcerecord",
                        verbose_name="ligne importée",
                    ),
                ),
            ],
            options={
                "verbose_name": "aide dite par une liste",
                "verbose_name_plural": "aides dites par les listes",
                "ordering": ["record", "rank"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("record", "rank"),
                        name="grant_is_told_once_by_a_row",
                        violation_error_message="Cette ligne a déjà dit cette aide.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("is_undecided", False), ("funding", None), _connector="OR"),
                        name="undecided_telling_has_no_grant",
                        violation_error_message="Une aide à décider n’est encore aucune de celles du répertoire.",
                    ),
                ],
            },
        ),
    ]
