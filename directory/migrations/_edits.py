"""What the migrations of each kind of entry share: when staff edited entries before it was kept."""

from django.db.models import Max


def dates_of(app_label, **admins):
    """Return a migration that dates edits from what the log of the admin remembers.

    `admins` gives, by name of a model, the models under which the admin edits it: a proxy has a line of its own.
    """

    def date(apps, schema_editor):
        lines = apps.get_model("admin", "LogEntry").objects.filter(content_type__app_label=app_label)
        for name, edited in admins.items():
            rows = apps.get_model(app_label, name).objects
            told = lines.filter(content_type__model__in=edited).values_list("object_id")
            for pk, moment in told.annotate(last=Max("action_time")):
                rows.filter(pk=pk).update(edited_at=moment)

    return date
