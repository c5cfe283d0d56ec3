"""What the pages of accounts ask for."""

from django import forms
from django.contrib.auth import authenticate

from . import factor
from .models import Mailing

CODE = forms.TextInput(attrs={"autocomplete": "one-time-code", "autofocus": True, "spellcheck": "false"})


class CodeForm(forms.Form):
    """A code of the telephone, or of recovery. Once valid, `device` is where it comes from."""

    code = forms.CharField(label="Code", max_length=20, widget=CODE)

    def __init__(self, user, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.user, self.device = user, None

    def clean_code(self):
        if seconds := factor.wait(self.user):
            raise forms.ValidationError(f"Trop de codes faux : réessayez dans {seconds} s.")
        self.device = factor.verify(self.user, self.cleaned_data["code"])
        if not self.device:
            raise forms.ValidationError("Ce code n’est pas bon, ou il a déjà servi.")
        return self.cleaned_data["code"]


class MailingForm(forms.ModelForm):
    """When one wants to be written to."""

    class Meta:
        model = Mailing
        fields = ["rhythm"]
        widgets = {"rhythm": forms.RadioSelect}


class PasswordForm(forms.Form):
    """The password once more, before what only its owner may do; wrong ones are counted as those of a login."""

    password = forms.CharField(
        label="Votre mot de passe",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, request, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_password(self):
        password = self.cleaned_data["password"]
        if authenticate(self.request, username=self.request.user.get_username(), password=password) is None:
            raise forms.ValidationError("Ce mot de passe n’est pas le vôtre.")
        return password


class EnrolForm(PasswordForm):
    """The first code of a new telephone. Who has one already gives the password too."""

    code = forms.CharField(label="Code à six chiffres", max_length=20, widget=CODE)
    field_order = ["code", "password"]

    def __init__(self, request, newcomer, *args, **kwargs):
        super().__init__(request, *args, **kwargs)
        self.newcomer = newcomer
        if not factor.telephone(request.user):
            del self.fields["password"]

    def clean(self):
        if not self.errors and not factor.enrol(self.newcomer, self.cleaned_data["code"]):
            self.add_error("code", "Ce code n’est pas celui de la clé ci-dessus. Le téléphone est-il à l’heure ?")
