import django.db.models.deletion
from django.db import migrations, models

CONSTRAINT = "source_row_makes_one_entry"


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0004_give_rows_their_list"),
    ]

    operations = [
        migrations.AlterField(
            model_name="sourcerecord",
            name="source_list",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="records",
                to="directory.sourcelist",
                verbose_name="liste",
            ),
        ),
        migrations.AlterField(
            model_name="sourcerecord",
            name="dataset",
            field=models.CharField(max_length=60, verbose_name="table"),
        ),
        migrations.AlterModelOptions(
            name="sourcerecord",
            options={
                "ordering": ["source_list", "dataset", "key"],
                "verbose_name": "ligne importée",
                "verbose_name_plural": "lignes importées",
            },
        ),
        migrations.RemoveConstraint(model_name="sourcerecord", name=CONSTRAINT),
        migrations.AddConstraint(
            model_name="sourcerecord",
            constraint=models.UniqueConstraint(
                fields=("source_list", "dataset", "key"),
                name=CONSTRAINT,
                violation_error_message="Cette ligne de la liste a déjà fait une fiche.",
            ),
        ),
    ]
