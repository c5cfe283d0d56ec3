"""Rows whose dates readers have in their own calendars: what moves there has to be told."""

from django.db import models

from .recorded import Recorded


class Scheduled(Recorded):
    """A row that makes appointments: `sequence` counts how many times what they tell of time has changed.

    It is the SEQUENCE of iCalendar (RFC 5545, 3.8.7.4): a calendar that has an appointment moves it when the number is
    higher. `SCHEDULE` names the fields that count: dates, and what cancels or confirms them. Mass updates of these
    are refused, as of all that `save` derives.
    """

    SCHEDULE = ()

    sequence = models.PositiveIntegerField("changements de dates", default=0, editable=False)

    class Meta:
        abstract = True

    def save(self, *args, update_fields=None, **kwargs):
        super().save(*args, update_fields=update_fields and {*update_fields, "sequence"}, **kwargs)

    @classmethod
    def before_save(cls, rows):
        super().before_save(rows)
        columns = ("sequence", *cls.SCHEDULE)
        stored = cls._base_manager.filter(pk__in=[row.pk for row in rows if row.pk]).values_list("pk", *columns)
        known = {pk: (sequence, told) for pk, sequence, *told in stored}
        for row in rows:
            if row.pk in known:  # what the database counts: the row in hand may be older
                sequence, told = known[row.pk]
                row.sequence = sequence + (told != [getattr(row, name) for name in cls.SCHEDULE])

    @classmethod
    def saved_alone(cls):
        return super().saved_alone() | {*cls.SCHEDULE}
