"""The pages of an import: four steps, then its report."""

from collections import Counter
from functools import cached_property

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views import View

from french.typography import NBSP, plural

from ..imports.reading import UnreadableError
from ..imports.template import template
from ..models import Deposit, Job
from ..notices import tell_import
from ..sorts import allowed, importer_of, may_write
from .decisions import Answers
from .desk import Desk
from .forms import DepositForm, UnderstandingForm
from .keeping import erase_stale
from .screens import STATES, asked_by_screen, columns_kept, in_sentences, refusals, rows_of, told_of_many
from .work import ask, look_after

BY_PAGE = 20
State = Deposit.State


class ImportPage(View):
    """A page of imports, for who may add what the file brings."""

    template = ""

    @cached_property
    def sorts(self):
        found = allowed(self.request.user)
        if not found:
            raise PermissionDenied
        return found

    @property
    def may_write(self):
        return may_write(self.request.user)

    def only_who_may_write(self):
        if not self.may_write:
            raise PermissionDenied

    @cached_property
    def deposit(self):
        return get_object_or_404(Deposit, pk=self.kwargs["pk"], table__in=self.sorts)

    def page(self, status=200, **context):
        shared = {**admin.site.each_context(self.request), "steps": None}
        return TemplateResponse(self.request, self.template, shared | context, status=status)

    def go(self, page, query=None, anchor=""):
        url = reverse(f"admin:deposits-{page}", args=[self.deposit.pk], query=query)
        return HttpResponseRedirect(url + anchor)

    def tell(self, text, level=messages.SUCCESS):
        messages.add_message(self.request, level, text)


class Start(ImportPage):
    """« Déposer », and the imports so far."""

    template = "curation/imports.html"

    def get(self, request):
        return self._page(DepositForm(sorts=self.sorts, initial={"table": next(iter(self.sorts))}))

    def post(self, request):
        form = DepositForm(request.POST, request.FILES, sorts=self.sorts)
        if not form.is_valid():
            return self._page(form, status=422)
        erase_stale()
        file = form.cleaned_data["file"]
        deposit = Deposit(table=form.cleaned_data["table"], file_name=file.name[:250], deposited_by=request.user)
        deposit.file.save(file.name, file, save=False)
        try:
            Desk(deposit).understanding  # noqa: B018  # reads the file
        except UnreadableError as error:
            deposit.file.delete(save=False)
            form.add_error("file", str(error))
            return self._page(form, status=422)
        deposit.save()
        self.deposit = deposit
        return self.go("understand")

    def _page(self, form, status=200):
        look_after()
        recent = Deposit.objects.filter(table__in=self.sorts).select_related("source_list", "deposited_by")[:20]
        labels = {slug: sort.label for slug, sort in self.sorts.items()}
        return self.page(
            title="Importer",
            form=form,
            steps=steps_of(None, "start"),
            models=labels.items(),
            recent=[(one, labels[one.table], counts_of(one)) for one in recent],
            status=status,
        )


class Step(ImportPage):
    """A step of one deposit; one that it is past leads to where it is."""

    states = (State.READ, State.CHECKED)
    name = label = ""

    def dispatch(self, request, *args, **kwargs):
        if self.deposit.state not in self.states:
            return self.go("report")
        if self.is_going_on and (request.method == "POST" or self.name != "write"):
            return self.go("write")
        try:
            return super().dispatch(request, *args, **kwargs)
        except UnreadableError as error:  # erased, or lost
            self.tell(str(error), messages.ERROR)
            return HttpResponseRedirect(reverse("admin:deposits-start"))

    @cached_property
    def job(self):
        look_after()
        return self.deposit.jobs.last()

    @property
    def is_going_on(self):
        """What is being written is not decided of any more."""
        return bool(self.job and self.job.is_going_on)

    def page(self, **context):
        deposit = self.deposit
        shared = {
            "deposit": deposit,
            "sort": self.sorts[deposit.table].label,
            "steps": steps_of(deposit, self.name),
            "title": f"{self.label} «{NBSP}{deposit.file_name}{NBSP}»",
        }
        return super().page(**shared | context)


class Understand(Step):
    """« Comprendre »: the list, the sheet, the columns."""

    template, name, label = "curation/import_understand.html", "understand", "Comprendre"

    @cached_property
    def understanding(self):
        return Desk(self.deposit).understanding

    def get(self, request, pk):
        chosen = self.deposit.choices
        name = self.deposit.new_list or self.deposit.file_name.rpartition(".")[0].replace("_", " ").strip()
        likely = self.known_lists[0][0].pk if self.known_lists else None
        initial = {"source_list": self.deposit.source_list_id or likely, "new_list": name}
        initial |= {"tab": chosen.get("tab", ""), "line": chosen.get("line") or None}
        initial["whole"] = chosen.get("whole", "")
        initial["hidden"] = {True: "lire", False: "laisser"}.get(chosen.get("hidden"), "")
        return self._page(UnderstandingForm(initial=initial, understanding=self.understanding))

    def post(self, request, pk):
        form = UnderstandingForm(request.POST, understanding=self.understanding)
        columns = self._columns(request.POST)
        chosen = [column for column in columns.values() if column]
        if repeated := sorted({column for column in chosen if chosen.count(column) > 1}):
            form.add_error(None, f"Deux colonnes ne peuvent pas dire la même chose : {', '.join(repeated)}.")
        if not form.is_valid():
            return self._page(form, status=422)
        deposit, before = self.deposit, self.deposit.choices
        changed = {
            one.text: columns[one.text] for one in self.understanding.headings if columns[one.text] != one.column
        }
        deposit.choices = form.chosen | {"columns": before.get("columns", {}) | changed}
        deposit.source_list, deposit.new_list = form.cleaned_data["source_list"], form.cleaned_data["new_list"]
        understanding = Desk(deposit).understanding
        if understanding.problem or understanding.missing or "again" in request.POST:
            deposit.save()
            return self.go("understand")
        deposit.state = State.CHECKED
        plan_again(deposit)
        return self.go("check")

    @cached_property
    def known_lists(self):
        return [] if self.understanding.problem else Desk(self.deposit).known_lists()

    def _columns(self, data):
        """Return `{heading: column}` as the page sends them."""
        headings = enumerate(self.understanding.headings)
        return {one.text: data.get(f"column:{rank}", one.column) for rank, one in headings}

    def _page(self, form, status=200):
        vocabulary = importer_of(self.deposit.table)().vocabulary()
        columns = [(column, vocabulary.heading(column)) for column in vocabulary.columns]
        shown = {"form": form, "understanding": self.understanding, "columns": columns}
        return self.page(**shown, known_lists=self.known_lists, status=status)


class Check(Step):
    """« Vérifier »: the plan, row by row; each thing is decided here."""

    template, name, label = "curation/import_check.html", "check", "Vérifier"

    def dispatch(self, request, *args, **kwargs):
        if self.deposit.state == State.READ:
            return self.go("understand")
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, pk):
        picture = self.deposit.plan
        common = told_of_many(picture)
        state = request.GET.get("etat", "")
        shown = [row for row in picture["rows"] if not state or row["state"] == state]
        page = Paginator(shown, BY_PAGE).get_page(request.GET.get("page"))
        return self.page(
            counts=[(slug, label, picture["counts"].get(slug, 0)) for slug, label in STATES.items()],
            chosen=state,
            page=page,
            rows=[*rows_of(page.object_list, common)],
            common=in_sentences(common),
            asked=[*asked_by_screen(picture)] if page.number == 1 else [],
            asked_number=len(picture["asked"]),
            refusals=refusals(picture),
            columns_kept=[*columns_kept(picture)],
            blocked=picture["blocked"],
            notes=picture["notes"],
            gone=picture["gone"],
            decisions=self.deposit.decisions.exclude(answer="").select_related("made_by"),
            query=request.GET.urlencode(),
        )

    def post(self, request, pk):
        with transaction.atomic():
            number = Answers(self.deposit, request.user, request.POST).save()
            if number:
                plan_again(self.deposit)
        if "next" in request.POST:
            return self.go("write")
        told = f"{number} {plural(number, 'décision')} {plural(number, 'prise')}, le plan est refait."
        self.tell(told if number else "Rien n’a changé : aucune réponse nouvelle.")
        return self.go("check", query=request.GET.dict())


class Write(Step):
    """« Écrire »: confirm, then follow."""

    template, name, label = "curation/import_write.html", "write", "Écrire"

    def get(self, request, pk):
        counts = Counter(self.deposit.plan.get("counts", {}))
        ended = self.deposit.plan.get("ended", 0)
        number = counts["create"] + counts["change"] + ended
        return self.page(
            job=self.job,
            is_going_on=self.is_going_on,
            counts=counts,
            number=number,
            ended=f"{ended} {plural(ended, 'absente finit', 'absentes finissent')}" if ended else "",
            told=f"{number} {plural(number, 'ligne')}",
            may_write=self.may_write,
        )

    def post(self, request, pk):
        self.only_who_may_write()
        self.deposit.publishes = "publish" in request.POST
        plan_again(self.deposit, is_agreed=True)
        ask(self.deposit, Job.Task.WRITE, request.user)
        return self.go("write")


class Ask(Step):
    """Asking somebody who may write to confirm what is prepared."""

    template, name, label = "curation/import_write.html", "ask", "Demander la confirmation"

    def get(self, request, pk):
        return self.go("write")

    def post(self, request, pk):
        self.deposit.asked_at = timezone.now()
        self.deposit.save()
        tell_import(self.deposit, request.user, reverse("admin:deposits-write", args=[pk]))
        self.tell("La confirmation est demandée : cet import attend sur la première page des responsables.")
        return self.go("write")


class Template(ImportPage):
    """A workbook to fill in."""

    def get(self, request, slug):
        if slug not in self.sorts:
            raise PermissionDenied
        response = HttpResponse(
            template(importer_of(slug)()),
            content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        )
        response["Content-Disposition"] = f'attachment; filename="modele-{slug}.xlsx"'
        return response


def plan_again(deposit, is_agreed=False):
    """Store what the deposit would do now; `is_agreed`: that is what somebody confirms."""
    desk = Desk(deposit)
    deposit.plan = desk.picture()
    if is_agreed:
        deposit.plan["agreed"] = desk.chosen().plan.prints()
    deposit.save()


def counts_of(deposit):
    counts = deposit.report.get("counts", {})
    told = [f"{counts.get('CREATED', 0)} créées", f"{counts.get('UPDATED', 0)} modifiées"]
    return ", ".join(told) if counts else ""


STEPS = {"start": "Déposer", "understand": "Comprendre", "check": "Vérifier", "write": "Écrire"}


def steps_of(deposit, current):
    """The four steps: triples (label, address or "", whether it is this one)."""
    reached = {"start": True, "understand": deposit is not None}
    reached |= dict.fromkeys(("check", "write"), deposit is not None and deposit.state != State.READ)
    for name, label in STEPS.items():
        is_open = reached[name] and (deposit is None or deposit.state in Step.states)
        args = [] if name == "start" else [deposit.pk] if deposit else None
        yield label, reverse(f"admin:deposits-{name}", args=args) if is_open else "", name == current
