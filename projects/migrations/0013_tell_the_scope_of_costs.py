from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("projects", "0012_date_earlier_edits"),
    ]

    operations = [
        migrations.AddField(
            model_name="project",
            name="cost_scope",
            field=models.CharField(
                blank=True,
                choices=[("projet", "celui du projet"), ("programme", "celui d’un programme national")],
                default="",
                help_text="Le coût d’un programme national n’est pas celui de ce qui s’en fait ici : aucune part ne "
                "s’en déduit.",
                max_length=10,
                verbose_name="ce coût est",
            ),
        ),
    ]
