"""What fundings name with what it belongs to: the round and its call, the axis and its round."""

from django.core.exceptions import ValidationError
from django.db import models


class Funded(models.Model):
    """It does not leave for another call, or round, while fundings say that it is in this one."""

    PARENT = ""  # the column that fundings repeat
    REFUSAL = ""

    class Meta:
        abstract = True

    def derive(self):
        super().derive()
        self._agree_with_fundings()

    def clean(self):
        super().clean()
        self._agree_with_fundings()

    def _agree_with_fundings(self):
        parent = getattr(self, f"{self.PARENT}_id")
        if self.pk and parent and self.fundings.exclude(**{self.PARENT: parent}).exists():
            raise ValidationError({self.PARENT: self.REFUSAL})
