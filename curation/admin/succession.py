"""What an entry comes after."""

from django.core.exceptions import ValidationError

from .entry_form import EntryForm


class SuccessionForm(EntryForm):
    """The form of an entry that may succeed others of its kind, never itself."""

    def clean_succeeds(self):
        succeeded = self.cleaned_data["succeeds"]
        if self.instance in succeeded:
            raise ValidationError("Une fiche ne succède pas à elle-même.")
        return succeeded
