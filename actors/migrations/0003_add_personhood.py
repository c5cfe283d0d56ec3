from django.db import migrations, models

PERSONHOODS = [('', 'à dire'), ('structure', 'structure'), ('personne', 'personne physique')]


class Migration(migrations.Migration):

    dependencies = [
        ('actors', '0002_publication_index'),
    ]

    operations = [
        migrations.AddField(
            model_name='actor',
            name='answer',
            field=models.CharField(blank=True, choices=PERSONHOODS, db_default='', default='', help_text='À dire quand ni le RNA, ni le type, ni la forme, ni un mot du nom ne montre une structure : d’ici là, le nom est masqué partout. Un artiste-auteur, une micro-entreprise, une entreprise individuelle sont des personnes physiques, même avec un SIRET : la loi interdit de les nommer sans leur accord.', max_length=10, verbose_name='personne ou structure'),
        ),
        migrations.AddField(
            model_name='actor',
            name='personhood',
            field=models.CharField(blank=True, choices=PERSONHOODS, db_default='', default='', editable=False, max_length=10, verbose_name='ce qu’on en sait'),
        ),
    ]
