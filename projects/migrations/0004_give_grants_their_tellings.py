from collections import defaultdict

from django.db import migrations

from directory.models.identifiers import new_identifier

TABLE = "projets"


def begin_tellings(apps, schema_editor):
    """A grant that a row brought is told by it: no amount changes. The identifiers are those that an import draws."""
    fundings = defaultdict(list)
    for funding in apps.get_model("projects", "Funding").objects.select_related("project", "funder").order_by("pk"):
        if funding.project_id:
            fundings[funding.project.identifier].append(funding)
        else:
            name(funding, "")
    records = apps.get_model("directory", "SourceRecord").objects.filter(dataset=TABLE).select_related("source_list")
    for record in list(records.order_by("pk")):
        told = record.values.pop("fundings", [])
        tell(apps, record, told, fundings[record.identifier])
        record.told.pop("fundings", None)
        record.save(update_fields=["values", "told"])
    for funding in (one for rows in fundings.values() for one in rows if not one.identifier):
        name(funding, "")


def tell(apps, record, told, fundings):
    """Give each grant that a row told its telling; those that staff removed are remembered as removed."""
    seed = "" if record.source_list.is_shipped else f"{record.source_list.slug}:"
    for rank, grant in enumerate(told):
        alike = [one for one in fundings if one.funder.identifier == grant["funder"]]
        funding = min(alike, key=lambda one: (bool(one.identifier), said(one) != grant["amount"]), default=None)
        values = {**grant, "decided_on": "", "decision_reference": ""}
        apps.get_model("projects", "FundingTelling").objects.create(
            record=record, rank=rank, funding=funding, told=values, values=values
        )
        if funding and not funding.identifier:
            name(funding, f"{seed}aides:{record.key}:{rank}")


def said(funding):
    return None if funding.amount_voted is None else f"{funding.amount_voted:.2f}"


def name(funding, seed):
    funding.identifier = new_identifier("f", seed)
    type(funding).objects.filter(pk=funding.pk).update(identifier=funding.identifier)


class Migration(migrations.Migration):
    dependencies = [
        ("projects", "0003_tell_grants"),
    ]

    operations = [
        migrations.RunPython(begin_tellings, migrations.RunPython.noop, elidable=True),
    ]
