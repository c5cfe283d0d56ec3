"""What readers looked for in vain."""

from django.contrib import admin

from accounts.rights import Subject
from finding.models import MissedWord

from .lists import StaffList


@admin.register(MissedWord)
class MissedWordAdmin(StaffList):
    """A list to read: what to add, or to call by another name in the thesaurus. Kept a year, by word alone."""

    subject = Subject.MESSAGE
    list_display = ["word", "month", "times"]
    list_filter = ["month"]
    search_fields = ["word"]
    list_display_links = None

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False
