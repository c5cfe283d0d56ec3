"""What lists have in common."""

from django.contrib import admin

from accounts.governed import Governed

from .busy import Patient


class StaffList(Governed, Patient, admin.ModelAdmin):
    """A list under its own name, and not « Sélectionnez l’objet à changer »."""

    list_per_page = 50
    show_facets = admin.ShowFacets.NEVER  # counts of each value of each filter: ten seconds at 10,000 projects

    def changelist_view(self, request, extra_context=None):
        title = str(self.opts.verbose_name_plural).capitalize()
        return super().changelist_view(request, {"title": title, **(extra_context or {})})
