import directory.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('projects', '0005_identify_grants'),
    ]

    operations = [
        migrations.CreateModel(
            name='Amendment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('amount', models.DecimalField(decimal_places=2, help_text='Le montant entier après la décision. 0 : aide annulée.', max_digits=12, verbose_name='nouveau montant (€)')),
                ('decided_on', directory.fields.PartialDateField(help_text='Aussi précise que la source : 2024, 03/2024, 17/03/2024 ou 17/03/2024 18:00.', verbose_name='date de la décision')),
                ('decision_reference', models.CharField(blank=True, max_length=100, verbose_name='référence de la décision')),
            ],
            options={
                'verbose_name': 'avenant',
                'ordering': ['decided_on', '-amount', 'pk'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='funding',
            name='funding_pays_no_more_than_voted',
        ),
        migrations.AddField(
            model_name='amendment',
            name='funding',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='amendments', to='projects.funding', verbose_name='financement'),
        ),
        migrations.AddConstraint(
            model_name='amendment',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gte', 0)), name='amendment_is_not_negative', violation_error_message='Un montant n’est pas négatif.'),
        ),
        migrations.AddConstraint(
            model_name='amendment',
            constraint=models.UniqueConstraint(fields=('funding', 'decided_on', 'decision_reference', 'amount'), name='amendment_is_told_once', violation_error_message='Cet avenant est déjà noté.'),
        ),
    ]
