"""What staff type to bring a file in."""

from django import forms

from directory.models import SourceList
from french.folding import fold

MEGABYTES = 15
FORMATS = ".csv,.txt,.xlsx,.xls,.ods"
TOO_HEAVY = f"Ce fichier est trop lourd : {MEGABYTES} Mo au plus. Le partager, ou ôter les images."


class DepositForm(forms.Form):
    """The first step: a file, and what its rows are."""

    table = forms.ChoiceField(label="Ce que disent les lignes", widget=forms.RadioSelect)
    file = forms.FileField(
        label="Fichier",
        help_text=f"CSV, .xlsx, .xls ou .ods, 5 000 lignes et {MEGABYTES} Mo au plus, tel qu’il a été reçu.",
        widget=forms.FileInput(attrs={"accept": FORMATS}),
    )

    def __init__(self, *args, sorts, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["table"].choices = [(slug, sort.label) for slug, sort in sorts.items()]

    def clean_file(self):
        if self.cleaned_data["file"].size > MEGABYTES * 1024**2:
            raise forms.ValidationError(TOO_HEAVY)
        return self.cleaned_data["file"]


class UnderstandingForm(forms.Form):
    """The second step: the list that the rows belong to, and what each column is."""

    source_list = forms.ModelChoiceField(
        SourceList.objects.filter(is_shipped=False),
        label="Liste connue",
        required=False,
        empty_label="— une liste nouvelle —",
    )
    new_list = forms.CharField(
        label="Nom de la liste nouvelle",
        required=False,
        max_length=120,
        help_text="Ce que le fichier énumère : « Cultures connectées 2026, Région ». Ses lignes y seront reconnues.",
    )

    whole = forms.ChoiceField(
        label="Ce fichier est",
        choices=[
            ("", "une partie de la liste, ou je ne sais pas : rien ne finit"),
            ("oui", "la liste complète : ce qui n’y est plus finit"),
            ("sure", "la liste complète, même si plus d’un tiers des lignes connues n’y est plus"),
        ],
        required=False,
        help_text="Finir : ce que la ligne était seule à dire s’en va ; la fiche reste, à vous de décider.",
    )
    tab = forms.ChoiceField(label="Feuille", required=False)
    line = forms.IntegerField(
        label="Ligne des titres",
        required=False,
        min_value=1,
        max_value=50_000,
        help_text="Vide : la ligne, parmi les quinze premières, qui nomme le plus de colonnes.",
    )
    hidden = forms.ChoiceField(
        label="Lignes masquées par un filtre",
        choices=[("", "ne sais pas : laissées de côté, et dites"), ("lire", "les lire"), ("laisser", "les laisser")],
        required=False,
    )

    def __init__(self, *args, understanding, **kwargs):
        super().__init__(*args, **kwargs)
        tabs = [(name, f"{name} (masquée)" if is_hidden else name) for name, is_hidden in understanding.tabs]
        self.fields["tab"].choices = [("", "celle qui a le plus de colonnes attendues"), *tabs]
        if len(tabs) < 2:
            del self.fields["tab"]
        if not understanding.asks_about_hidden:
            del self.fields["hidden"]

    @property
    def chosen(self):
        """What is read of the file, as it is kept with the deposit."""
        data = self.cleaned_data
        hidden = {"lire": {"hidden": True}, "laisser": {"hidden": False}}.get(data.get("hidden"), {})
        return {"whole": data["whole"], "tab": data.get("tab") or "", "line": data.get("line") or 0, **hidden}

    def clean(self):
        data = super().clean()
        name, chosen = (data.get("new_list") or "").strip(), data.get("source_list")
        if not chosen and not name:
            self.add_error("new_list", "De quelle liste sont ces lignes ? En choisir une, ou en nommer une nouvelle.")
        if not chosen and any(fold(one.name) == fold(name) for one in SourceList.objects.all()):
            self.add_error("new_list", "Cette liste existe déjà : la choisir parmi les listes connues.")
        data["new_list"] = "" if chosen else name
        return data
