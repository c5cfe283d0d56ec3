from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('actors', '0004_judge_actors'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='actor',
            name='is_natural_person',
        ),
    ]
