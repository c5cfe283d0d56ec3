from django.db import migrations
from django.db.models import Q

from actors.personhood import PERSON_TYPE, Personhood, personhood_of

CITED = "acteurs cités"  # data set of the actors that a file named and nobody completed


def judge(apps, schema_editor):
    """Whoever staff or the shipped content made is a structure, unless it was said to be a person.

    A draft that an import made of a mere name has to show that it is one: otherwise it waits for an answer, masked.
    """
    Actor = apps.get_model("actors", "Actor")
    FormerSlug = apps.get_model("directory", "FormerSlug")
    SourceRecord = apps.get_model("directory", "SourceRecord")
    told = SourceRecord.objects.exclude(dataset=CITED).values("identifier")
    cited = SourceRecord.objects.filter(dataset=CITED).exclude(identifier__in=told).values("identifier")
    of_persons = Q(actor_type__slug=PERSON_TYPE) | Q(actor_type__parent__slug=PERSON_TYPE)
    persons = Actor.objects.filter(of_persons | Q(is_natural_person=True))
    persons.update(answer=Personhood.PERSON, personhood=Personhood.PERSON)
    bodies = Actor.objects.filter(personhood=Personhood.UNKNOWN)
    newcomers = bodies.filter(
        identifier__in=cited, status="brouillon", first_published_at=None, agreement="", merged_into=None
    )
    judged = {actor.pk: shown_by(actor) for actor in newcomers.select_related("actor_type__parent")}
    bodies.exclude(pk__in=judged).update(answer=Personhood.ORGANISATION, personhood=Personhood.ORGANISATION)
    for personhood in Personhood:
        rows = [pk for pk, shown in judged.items() if shown == personhood]
        Actor.objects.filter(pk__in=rows).update(personhood=personhood)
    for actor in Actor.objects.filter(agreement="").exclude(personhood=Personhood.ORGANISATION):
        FormerSlug.objects.filter(kind="actors.actor", identifier=actor.identifier).delete()
        Actor.objects.filter(pk=actor.pk).update(slug=f"personne-physique-{actor.identifier}")


def shown_by(actor):
    kind = actor.actor_type
    family = (kind.parent or kind).slug if kind else ""
    return personhood_of(actor.name, legal_form=actor.legal_form, rna=actor.rna, type_family=family)


def forget(apps, schema_editor):
    """Whoever may be a person stays masked."""
    actors = apps.get_model("actors", "Actor").objects
    actors.exclude(personhood=Personhood.ORGANISATION).update(is_natural_person=True)


class Migration(migrations.Migration):

    dependencies = [
        ('actors', '0003_add_personhood'),
        ('directory', '0002_change_log'),
    ]

    operations = [
        migrations.RunPython(judge, forget, elidable=True),
    ]
