"""What an import did: the page that tells it, the table to download, undoing it."""

import csv
from collections import Counter

from django.apps import apps
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.urls import reverse

from french.typography import plural

from ..models import Job
from .pages import BY_PAGE, ImportPage, State, Step, steps_of
from .screens import reported
from .work import ask, look_after

HEADINGS = ("ligne", "identifiant", "fiche", "ce qui est fait", "champ", "avant", "fichier", "gardé parce que")


class Report(ImportPage):
    """What an import did; undoing it."""

    template = "curation/import_report.html"

    def get(self, request, pk):
        look_after()
        deposit = self.deposit
        if deposit.state in Step.states:
            return self.go("check" if deposit.state == State.CHECKED else "understand")
        job = deposit.jobs.last()
        rows = deposit.report.get("rows", [])
        page = Paginator(rows, BY_PAGE).get_page(request.GET.get("page"))
        return self.page(
            title=f"Bilan de l’{deposit}",
            deposit=deposit,
            sort=self.sorts[deposit.table].label,
            steps=steps_of(deposit, "report"),
            is_undone=deposit.state == State.UNDONE,
            is_going_on=job.is_going_on if job else False,
            job=job,
            counts=deposit.report.get("counts", {}),
            page=page,
            rows=[*reported(page)],
            told=deposit.report.get("told", []),
            undone=deposit.report.get("undone", []),
            lists=lists_of(deposit),
            may_write=self.may_write,
        )

    def post(self, request, pk):
        self.only_who_may_write()
        if self.deposit.state == State.WRITTEN:
            ask(self.deposit, Job.Task.UNDO, request.user)
        return self.go("report")


class ReportFile(ImportPage):
    """The report as a table."""

    def get(self, request, pk):
        response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="import-{self.deposit.pk}.csv"'
        writer = csv.writer(response, delimiter=";")
        writer.writerow(HEADINGS)
        for row in self.deposit.report.get("rows", []):
            for one in (*row["fields"], *row["kept"]):
                told = [row["line"], row["identifier"], row["name"], row["outcome"]]
                told += [one["label"], one["before"], one["after"], one.get("kept", "")]
                writer.writerow([plain_cell(it) for it in told])
        return response


def plain_cell(value):
    """A text that no spreadsheet takes for a formula."""
    text = str(value)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def lists_of(deposit):
    """The lists of the admin that hold its entries, filtered: label, address, address to complete them one by one."""
    kinds = Counter(kind for kind, *_ in deposit.report.get("entries", []))
    found = []
    for kind, number in kinds.items():
        meta = apps.get_model(kind)._meta
        name, query = f"admin:{meta.app_label}_{meta.model_name}", {"import": deposit.pk}
        urls = (reverse(f"{name}_{page}", query=query) for page in ("changelist", "complete_first"))
        found.append((f"{number} {plural(number, meta.verbose_name, meta.verbose_name_plural)}", *urls))
    return found
