"""The guide of the team, as the program ships it, read under /gestion/guide/."""

from functools import cache

from django.conf import settings
from django.contrib import admin
from django.template.response import TemplateResponse
from markdown_it import MarkdownIt

FILE = settings.BASE_DIR / "docs" / "guide-equipe.md"


def guide(request):
    title, text = shown()
    context = {**admin.site.each_context(request), "title": title, "text": text}
    return TemplateResponse(request, "curation/guide.html", context)


@cache
def shown():
    """The title of the guide and the rest of it as HTML: what is written there is ours."""
    title, _, text = FILE.read_text(encoding="utf-8").partition("\n")
    html = MarkdownIt("commonmark").enable("table").render(text)
    return title.removeprefix("# "), html.replace("<th></th>", "<td></td>")  # the corner of a table heads nothing
