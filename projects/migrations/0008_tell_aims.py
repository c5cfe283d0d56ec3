"""The objectives of projects get a row each, with what shows that they are served: the table was there already."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0005_know_rows_within_their_list"),
        ("projects", "0007_tell_addresses_of_grants"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="Aim",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        (
                            "project",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="aims",
                                to="projects.project",
                                verbose_name="projet",
                            ),
                        ),
                        (
                            "term",
                            models.ForeignKey(
                                limit_choices_to={"vocabulary": "objectif"},
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="aims",
                                to="directory.term",
                                verbose_name="objectif",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "objectif de la politique",
                        "verbose_name_plural": "objectifs de la politique",
                        "ordering": ["term__position", "pk"],
                        "db_table": "projects_project_objectives",
                        "unique_together": {("project", "term")},
                    },
                ),
                migrations.AlterField(
                    model_name="project",
                    name="objectives",
                    field=models.ManyToManyField(
                        blank=True,
                        limit_choices_to={"vocabulary": "objectif"},
                        related_name="projects_of_objective",
                        through="projects.Aim",
                        to="directory.term",
                        verbose_name="objectifs de la politique",
                    ),
                ),
            ],
        ),
        migrations.AlterModelTable(name="aim", table=None),
        migrations.AlterUniqueTogether(name="aim", unique_together=set()),
    ]
