"""What lists tell of grants, and the answer to « la même aide, ou une autre ? »."""

from django.contrib import admin, messages

from accounts.rights import Subject
from actors.models import Actor
from curation.admin import StaffList
from curation.admin.tasks import Task, TaskFilter
from french.typography import plural

from ..grants import candidates, decide_other, decide_same, in_words
from ..models import FundingTelling, Project


@admin.register(FundingTelling)
class FundingTellingAdmin(StaffList):
    """Each grant as a list tells it. One that may be known already waits for an answer, and is in no sum."""

    subject = Subject.SOURCE
    list_display = ["grant", "helped", "source_list", "funding", "is_undecided"]
    list_filter = [TaskFilter, "record__source_list"]
    list_select_related = ["record__source_list", "funding__funder", "funding__project", "funding__beneficiary"]
    search_fields = ["record__key"]
    actions = ["same", "other"]
    fields = ["grant", "helped", "source_list", "funding"]
    readonly_fields = ["grant", "helped", "source_list"]
    tasks = (
        Task("a-decider", "à décider : la même ou une autre", lambda tellings: tellings.filter(is_undecided=True)),
    )

    def changelist_view(self, request, extra_context=None):
        self.names = dict(Actor.objects.values_list("identifier", "name"))
        self.projects = dict(Project.objects.values_list("identifier", "name"))
        return super().changelist_view(request, extra_context)

    def change_view(self, request, object_id, *args, **kwargs):
        self.names = dict(Actor.objects.values_list("identifier", "name"))
        self.projects = dict(Project.objects.values_list("identifier", "name"))
        return super().change_view(request, object_id, *args, **kwargs)

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """Only the grants that it may be."""
        telling = self.get_object(request, request.resolver_match.kwargs["object_id"])
        return super().formfield_for_foreignkey(db_field, request, queryset=candidates(telling), **kwargs)

    def save_model(self, request, obj, form, change):
        if obj.is_undecided and obj.funding:
            decide_same(obj, obj.funding)
        elif "funding" in form.changed_data:
            obj.is_undecided = obj.funding is None
            obj.save()

    @admin.action(permissions=["change"], description="C’est la même aide que celle du répertoire")
    def same(self, request, queryset):
        undecided, ambiguous = queryset.filter(is_undecided=True), 0
        for telling in undecided:
            there = candidates(telling)[:2]
            if len(there) == 1:
                decide_same(telling, there[0])
            else:
                ambiguous += 1
        if ambiguous:
            told = "plusieurs aides du répertoire, ou aucune, peuvent être la même : ouvrir la ligne pour choisir"
            self.message_user(request, f"{ambiguous} {plural(ambiguous, 'ligne')} : {told}.", messages.WARNING)

    @admin.action(permissions=["change"], description="C’est une autre aide : l’ajouter")
    def other(self, request, queryset):
        for telling in queryset.filter(is_undecided=True):
            decide_other(telling)

    @admin.display(description="aide, telle que la liste la dit")
    def grant(self, telling):
        return in_words(telling.told, self.names.get(telling.told["funder"], ""))

    @admin.display(description="projet ou bénéficiaire")
    def helped(self, telling):
        return self.projects.get(telling.record.identifier) or self.names.get(telling.record.identifier)

    @admin.display(description="liste")
    def source_list(self, telling):
        return telling.record.source_list
