"""How staff follow what they were told."""

from urllib.parse import quote

from django.contrib import admin
from django.db.models import BooleanField, ExpressionWrapper, Q
from django.urls import reverse
from django.utils.html import format_html
from django.utils.timezone import localtime

from accounts.rights import Subject
from curation.admin import StaffList, Task
from curation.admin.tasks import TaskFilter
from directory.addresses import with_identifier

from .models import Report

IS_REMOVAL = ExpressionWrapper(Q(subject=Report.Subject.REMOVAL), output_field=BooleanField())
RECEIVED = ["reference", "subject", "about", "entry", "message", "answer_to", "received", "mailing", "kept"]


@admin.register(Report)
class ReportAdmin(StaffList):
    """What was received is read; how far it is and the notes are written."""

    subject = Subject.MESSAGE
    comes_first = True  # on the first page: somebody waits for an answer
    tasks = (
        Task("retraits", "pour un retrait", lambda reports: reports.to_handle().removals()),
        Task("a-traiter", "à traiter", lambda reports: reports.to_handle()),
        Task("en-cours", "en cours", lambda reports: reports.in_hand()),
    )
    list_display = ["reference", "progress", "subject", "about", "received", "is_mailed"]
    list_filter = ["state", TaskFilter, "subject"]
    search_fields = ["reference", "message", "email", "page_title", "page", "identifier"]
    ordering = ["state", IS_REMOVAL.desc(), "received_at"]
    readonly_fields = RECEIVED
    fieldsets = [("Suivi", {"fields": ["state", "note"]}), ("Reçu", {"fields": RECEIVED})]

    def has_add_permission(self, request):
        """Reports come from the contact page."""
        return False

    def has_delete_permission(self, request, obj=None):
        """One at a time: the law lets somebody ask for it before the year is past."""
        return super().has_delete_permission(request, obj) and obj is not None

    @admin.display(description="à propos de", empty_value="–")
    def about(self, report):
        """The page as readers have it: the permanent address of its entry, if it is the page of one."""
        if not report.page:
            return None
        link = reverse("directory:permanent", args=[report.identifier]) if report.identifier else report.page
        return format_html('<a href="{}">{}</a>', link, report.page_title or report.page)

    @admin.display(description="fiche à modifier", empty_value="–")
    def entry(self, report):
        entry = with_identifier(report.identifier)
        if entry is None:
            return None
        link = reverse(f"admin:{entry._meta.app_label}_{entry._meta.model_name}_change", args=[entry.pk])
        return format_html('<a href="{}">{}</a>', link, entry)

    @admin.display(description="état", ordering="state")
    def progress(self, report):
        return format_html('<span class="state state-{}">{}</span>', report.state, report.get_state_display())

    @admin.display(description="reçu le", ordering="received_at")
    def received(self, report):
        return localtime(report.received_at).strftime("%d/%m/%Y à %H:%M")

    @admin.display(description="courriel", boolean=True)
    def is_mailed(self, report):
        return report.mailed_at is not None

    @admin.display(description="répondre à")
    def answer_to(self, report):
        if not report.email:
            return "aucune adresse donnée"
        link = f"mailto:{quote(report.email)}?subject={quote(report.reference)}"
        return format_html('<a href="{}">{}</a>', link, report.email)

    @admin.display(description="courriel à l’équipe")
    def mailing(self, report):
        if report.mailed_at:
            return f"parti le {localtime(report.mailed_at):%d/%m/%Y à %H:%M}"
        return f"pas parti ({report.mail_failure})" if report.mail_failure else "pas parti"

    @admin.display(description="gardé jusqu’au")
    def kept(self, report):
        return report.kept_until.strftime("%d/%m/%Y")
