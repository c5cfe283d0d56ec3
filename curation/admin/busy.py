"""Somebody saves while the directory is being written: the form comes back as it was typed, with what to do."""

from contextlib import nullcontext

from django.db import OperationalError

from directory.models import ACTION, FORM, is_busy, turn

COME_BACK = 5  # seconds, for what reads Retry-After
BUSY = (
    "Le répertoire est occupé : une écriture longue, un import sans doute, est en cours. Rien n’est enregistré, mais "
    "tout ce que vous avez écrit est encore ci-dessous : enregistrez de nouveau dans quelques secondes."
)


class NotNow:
    """A form that is only shown again."""

    def clean(self):
        self.add_error(None, BUSY)
        return self.cleaned_data


def by_hand(request, cause=FORM):
    """The turn of a write that somebody asks for in a page; none for a page that is only read."""
    return turn(cause) if request.method == "POST" else nullcontext()


class Patient:
    """An admin whose forms are never lost to another writer."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        try:
            with by_hand(request):
                return super().changeform_view(request, object_id, form_url, extra_context)
        except OperationalError as error:
            if not is_busy(error):
                raise
        request.finds_busy = True
        # the same without the transaction, which would wait again: the form is refused before anything is written
        response = self._changeform_view(request, object_id, form_url, extra_context)
        response.status_code, response["Retry-After"] = 503, COME_BACK
        return response

    def delete_view(self, request, object_id, extra_context=None):
        with by_hand(request):
            return super().delete_view(request, object_id, extra_context)

    def changelist_view(self, request, extra_context=None):
        """An action on the rows that are ticked is the work of a hand, all of it or nothing."""
        with by_hand(request, ACTION):
            return super().changelist_view(request, extra_context)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        return type(form.__name__, (NotNow, form), {}) if getattr(request, "finds_busy", False) else form
