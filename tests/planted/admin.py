from django.contrib import admin

from curation.admin import EntryAdmin

from .models import Residence


@admin.register(Residence)
class ResidenceAdmin(EntryAdmin):
    list_display = ["title", "state", "year", "missing", "modified"]
    short_choices = ["metiers"]
    own_fieldsets = [("Quand et pourquoi", {"fields": ["year", "metiers"]})]
