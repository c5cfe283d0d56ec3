"""The pages of an account for its owner: give a code, enrol a telephone, draw codes of recovery, end sessions."""

import django_otp
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.contrib.auth.views import RedirectURLMixin
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView, View

from . import factor, sessions
from .forms import CodeForm, EnrolForm, MailingForm, PasswordForm
from .frame import InTheAdmin
from .journal import What, note
from .models import Mailing


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
        note(What.CODE, self.request.user, self.request, detail=form.device.name)
        return super().form_valid(form)

    def form_invalid(self, form):
        note(What.WRONG_CODE, self.request.user, self.request)
        return super().form_invalid(form)


class ShowCodes:
    """What a page answers once codes of recovery were drawn: itself, for they are never shown again."""

    def show(self, **kwargs):
        codes = factor.new_codes(self.request.user)
        note(What.CODES, self.request.user, self.request)
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
        note(What.ENROLLED, self.request.user, self.request)
        return self.show(onward=self.get_success_url())


class NewCodes(ShowCodes, InTheAdmin, LoginRequiredMixin, FormView):
    """New codes of recovery, in the place of the former ones."""

    title = "Nouveaux codes de secours"
    template_name = "accounts/new_codes.html"
    form_class = PasswordForm
    success_url = reverse_lazy("my-account")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"request": self.request}

    def form_valid(self, form):
        return self.show(onward=self.success_url)


class MyAccount(InTheAdmin, LoginRequiredMixin, TemplateView):
    """Where one is signed in, by what one comes in, what happened lately; its form ends sessions."""

    title = "Mon compte"
    template_name = "accounts/my_account.html"
    SHOWN = 20  # lines of the journal

    def get_context_data(self, **kwargs):
        user = self.request.user
        return super().get_context_data(
            sessions=sessions.of(user, here=self.request.session.session_key),
            telephone=factor.telephone(user),
            codes_left=factor.codes_left(user),
            mails=MailingForm(instance=Mailing.of(user)),
            accesses=user.accesses.select_related("by")[: self.SHOWN],
            **kwargs,
        )

    def post(self, request):
        """End one session, or all but this one."""
        only = request.POST.get("session")
        ended = sessions.end(request.user, but=request.session.session_key, only=only)
        if ended:
            note(What.ENDED, request.user, request, detail="une" if only else "toutes les autres")
        messages.success(request, ended_in_words(ended))
        return redirect("my-account")


class MyMails(LoginRequiredMixin, View):
    """When an account is written to of what waits for it, as it chooses."""

    def post(self, request):
        form = MailingForm(request.POST, instance=Mailing.of(request.user))
        if form.is_valid():
            form.save()
            messages.success(request, f"Courriels : {form.instance}.")
        return redirect("my-account")


def ended_in_words(number):
    match number:
        case 0:
            return "Aucune autre session n’était ouverte."
        case 1:
            return "Une session est fermée."
    return f"{number} sessions sont fermées."


def let_in(request, device):
    """Mark the session as one that gave its code, under a new key: a key that leaked before is worth nothing."""
    request.session.cycle_key()
    django_otp.login(request, device)
