"""The form by which readers write to the team, and its receipt."""

from django.core import signing
from django.core.exceptions import BadRequest
from django.db import DatabaseError
from django.http import Http404
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import FormView, TemplateView

from accounts.sender import fingerprint

from .forms import ReportForm
from .mailing import mail_now, recipients
from .models import RECEIPT, Report
from .origin import origin
from .receipt import facts, next_steps
from .seal import SHORTEST, Seal, now

REPORTS_PER_HOUR = 10  # from one address: a school or a town hall has one for all
FORM = "application/x-www-form-urlencoded"
TOO_MANY = (
    "Trop de messages sont partis de votre connexion en une heure : celui-ci n’est pas enregistré. "
    "Gardez cette page ouverte et renvoyez-le plus tard, ou écrivez au courriel donné plus bas."
)
NOT_STORED = (
    "Votre message n’est pas enregistré : le site ne peut rien écrire en ce moment. "
    "Rien n’est perdu : renvoyez-le dans quelques minutes."
)


# `seal.py` tells why the seal takes the place of the CSRF token. The page holds a seal of its own, so it is never kept
# for another reader; it may stay in the history of the browser, which then finds again what was typed.
@method_decorator([csrf_exempt, cache_control(private=True, no_cache=True)], name="dispatch")
class ContactView(FormView):
    """Tell an error, a gap, a wish to be taken out of the directory. Whatever fails, what was typed comes back."""

    template_name = "contributions/contact.html"
    form_class = ReportForm

    def post(self, request, *args, **kwargs):
        if request.content_type != FORM:
            raise BadRequest("Le formulaire de contact ne reçoit pas de fichier.")
        return super().post(request, *args, **kwargs)

    @cached_property
    def seal(self):
        """The seal of the form that was sent; None when it has none that is good."""
        return Seal.read(self.request.POST.get("seal", "")) if self.request.method == "POST" else None

    @cached_property
    def origin(self):
        return origin(self.seal.page if self.seal else self.request.GET.get("page", ""))

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"seal": self.seal}

    def form_valid(self, form):
        told, sender = form.told() | self.about(), fingerprint(self.request, "contributions")
        if twin := Report.objects.filter(reference=self.seal.reference, **told).first():
            return redirect(twin.receipt_url)
        if Report.objects.lately_from(sender).count() >= REPORTS_PER_HOUR:
            return self.again(form, TOO_MANY, status=429, headers={"Retry-After": "3600"})
        try:
            Report.objects.forget()  # nothing stays longer than was told, even where no daily task is set
            report, is_new = Report.objects.receive(self.seal.reference, sender=sender, **told)
        except DatabaseError:
            return self.again(form, NOT_STORED, status=503, headers={"Retry-After": "120"})
        if is_new:
            mail_now(report)
        return redirect(report.receipt_url)

    def form_invalid(self, form):
        return self.again(form)

    def again(self, form, error=None, **response):
        """The form as it was filled in, with what is wrong."""
        if error:
            form.add_error(None, error)
        return self.render_to_response(self.get_context_data(form=form), **response)

    def about(self):
        """What the report keeps of the page that it is about."""
        if self.origin is None:
            return {"page": "", "page_title": "", "identifier": ""}
        return {"page": self.origin.path, "page_title": self.origin.title, "identifier": self.origin.identifier}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"origin": self.origin, "seal": self.seal or self.new_seal()}

    def new_seal(self):
        """A seal for this page. Who sends back a form that was refused has waited already."""
        waited = SHORTEST.total_seconds() if self.request.method == "POST" else 0
        return Seal(self.origin.path if self.origin else "", shown_at=now() - int(waited))


@method_decorator(never_cache, name="dispatch")
class ReceiptView(TemplateView):
    """What was received and what becomes of it, for who sent it: neither the message nor the address is shown."""

    template_name = "contributions/receipt.html"

    def get(self, request, sealed):
        try:
            reference = signing.loads(sealed, salt=RECEIPT)
        except signing.BadSignature as error:
            raise Http404 from error
        report = Report.objects.filter(reference=reference).first()
        context = self.get_context_data(report=report, reference=reference)
        return self.render_to_response(context, status=200 if report else 410)

    def get_context_data(self, report, **kwargs):
        said = {"facts": facts(report), "next_steps": next_steps(report, bool(recipients()))} if report else {}
        return super().get_context_data(report=report, **kwargs) | said
