"""How the parameters of an address are read: any text has an answer, with a notice if it is not taken whole."""

from django import forms

from engine.analysis import MAX_WORDS, telling, words_of

MAX_LENGTH = 120  # of a value: no slug is longer
FARTHEST = 300  # kilometres: the région is not larger
MAX_VALUES = 50  # of a facet: an address that holds more was not made by the site


def one_line(text):
    """A text that may be shown and looked for, whatever it was."""
    return str(text or "").replace("\x00", "\ufffd").strip()[:MAX_LENGTH]


class ValuesField(forms.Field):
    """The texts given for one parameter, each once, whatever they are: the facet says which it knows."""

    widget = forms.SelectMultiple

    def clean(self, value):
        texts = map(one_line, value or ())
        values = list(dict.fromkeys(text for text in texts if text))
        if len(values) > MAX_VALUES:
            self.notice = f"{self.label} : seules les {MAX_VALUES} premières valeurs sont lues."
        return values[:MAX_VALUES]


class TypedField(forms.Field):
    """A text of one line: what it names is looked for among the values of a facet."""

    def clean(self, value):
        return one_line(value)


class SettingField(forms.Field):
    """A choice about the page, never about its content: a bad one falls back to the default, with a notice."""

    def __init__(self, *, choices=None, default=None, **kwargs):
        self.choices, self.default, self.notice = dict(choices or {}), default, ""
        super().__init__(**kwargs)

    def clean(self, value):
        if value in (None, ""):
            return self.default
        if value in self.choices:
            return value
        self.notice = f"{self.label} : « {str(value)[:MAX_LENGTH]} » n’existe pas, la page garde son réglage habituel."
        return self.default


class PageField(SettingField):
    """The number of a page; the list itself bounds it."""

    def clean(self, value):
        if str(value or "1").isdecimal() and 0 < len(str(value or "1")) < 7 and int(value or 1) > 0:
            return int(value or 1)
        self.notice = f"Page « {str(value)[:MAX_LENGTH]} » inconnue : voici la première."
        return 1


class WordsInput(forms.TextInput):
    """Words given several times are all wanted."""

    def value_from_datadict(self, data, files, name):
        return " ".join(data.getlist(name))


class WordsField(forms.CharField):
    """The words searched: no text is refused, the first dozen words are read."""

    widget = WordsInput

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.validators = []

    def clean(self, value):
        text = super().clean(value)
        if len(telling(words_of(text))) > MAX_WORDS:
            self.notice = f"Seuls les {MAX_WORDS} premiers mots sont cherchés."
        return text


class RadiusField(SettingField):
    """A distance in whole kilometres."""

    def clean(self, value):
        text = str(value or "")
        if text.isdecimal() and len(text) < 7 and 0 < int(text) <= FARTHEST:  # int refuses thousands of digits
            return str(int(text))
        return super().clean(value)
