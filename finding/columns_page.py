"""The page that tells what files hold: the columns of each kind, as they are declared."""

from django.http import Http404
from django.views.generic import RedirectView, TemplateView

from directory.registry import KINDS


class AllColumnsView(RedirectView):
    """Those of the first kind, whose page leads to the others."""

    def get_redirect_url(self, *args, **kwargs):
        return next(iter(KINDS.searched().values())).columns_url


class ColumnsView(TemplateView):
    """The columns of a kind, whose list has the address that ends this one."""

    template_name = "finding/columns.html"

    def get_context_data(self, **kwargs):
        kinds = KINDS.searched().values()
        kind = next((one for one in kinds if one.path == f"{kwargs['path']}/"), None)
        if kind is None:
            raise Http404(f"no list at {kwargs['path']}")
        files = [one.label for one in kind.filters["format"].formats.values() if one.is_file]
        others = [one for one in kinds if one is not kind]
        return super().get_context_data(**kwargs) | {"kind": kind, "files": files, "others": others}
