"""The pages of the second factor: give a code, enrol a telephone, draw codes of recovery."""

import django_otp
from django.contrib.auth.mixins import LoginRequiredMixin
from django.contrib.auth.views import RedirectURLMixin
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils.functional import cached_property
from django.views.generic import FormView

from accounts import factor
from accounts.forms import CodeForm, EnrolForm, PasswordForm
from accounts.frame import InTheAdmin


class AskCode(InTheAdmin, LoginRequiredMixin, RedirectURLMixin, FormView):
    """The second half of a login."""

    title = "Second facteur"
    template_name = "accounts/second_factor.html"
    form_class = CodeForm
    next_page = "admin:index"

    def get(self, request, *args, **kwargs):
        if request.user.is_verified():
            return redirect(self.get_success_url())
        if not factor.telephone(request.user):
            return redirect(reverse("second-factor-enrol", query={"next": self.get_redirect_url()}))
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user}

    def get_context_data(self, **kwargs):
        return super().get_context_data(next=self.get_redirect_url(), **kwargs)

    def form_valid(self, form):
        let_in(self.request, form.device)
        return super().form_valid(form)


class ShowCodes:
    """What a page answers once codes of recovery were drawn: itself, for they are never shown again."""

    def show(self, **kwargs):
        codes = factor.new_codes(self.request.user)
        context = self.get_context_data(title="Vos codes de secours", codes=codes, **kwargs)
        return self.response_class(self.request, "accounts/recovery_codes.html", context)


class Enrol(ShowCodes, InTheAdmin, LoginRequiredMixin, RedirectURLMixin, FormView):
    """A telephone learns the key, and proves it by a code."""

    title = "Installer le second facteur"
    template_name = "accounts/enrol.html"
    form_class = EnrolForm
    next_page = "admin:index"

    def dispatch(self, request, *args, **kwargs):
        """Refuse to a password alone to put another telephone in the place of the one that is there."""
        if request.user.is_authenticated and not request.user.is_verified() and factor.telephone(request.user):
            return redirect("second-factor")
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def newcomer(self):
        return factor.newcomer(self.request.user)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"request": self.request, "newcomer": self.newcomer}

    def get_context_data(self, **kwargs):
        told = {"square": factor.square(self.newcomer), "key": factor.readable_key(self.newcomer)}
        return super().get_context_data(next=self.get_redirect_url(), **told, **kwargs)

    def form_valid(self, form):
        let_in(self.request, self.newcomer)
        return self.show(onward=self.get_success_url())


class NewCodes(ShowCodes, InTheAdmin, LoginRequiredMixin, FormView):
    """New codes of recovery, in the place of the former ones."""

    title = "Nouveaux codes de secours"
    template_name = "accounts/new_codes.html"
    form_class = PasswordForm
    success_url = reverse_lazy("admin:index")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"request": self.request}

    def form_valid(self, form):
        return self.show(onward=self.success_url)


def let_in(request, device):
    """Mark the session as one that gave its code, under a new key: a key that leaked before is worth nothing."""
    request.session.cycle_key()
    django_otp.login(request, device)
