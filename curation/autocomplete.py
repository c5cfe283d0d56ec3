"""What the forms of staff offer to choose among, found by what one types."""

from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.db.models import Case, When

from french.folding import fold


class Autocompleted:
    """An admin whose rows other forms choose among. It says how one finds them there, and what one reads."""

    choice_search_fields = ("key",)

    def choices(self, request):
        """The rows that one may choose today."""
        return self.get_queryset(request)

    def choice_label(self, row):
        return str(row)

    def with_labels(self, queryset):
        """With what the labels are made of."""
        return queryset

    def search_words(self, text):
        """The text as the folded columns hold it."""
        return fold(text)

    def get_search_fields(self, request):
        match = request.resolver_match
        return self.choice_search_fields if match and match.url_name == "autocomplete" else self.search_fields

    def get_search_results(self, request, queryset, search_term):
        return super().get_search_results(request, queryset, self.search_words(search_term))


class AutocompleteView(AutocompleteJsonView):
    """Answers what one types in a field: the rows that begin so come first."""

    def get_queryset(self):
        if not isinstance(self.model_admin, Autocompleted):
            return super().get_queryset()
        rows = self.model_admin.choices(self.request).complex_filter(self.source_field.get_limit_choices_to())
        found, repeats = self.model_admin.get_search_results(self.request, rows, self.term)
        found = found.distinct() if repeats else found
        return self.model_admin.with_labels(found).order_by(self._rank(), "key", "pk")

    def serialize_result(self, obj, to_field_name):
        label = getattr(self.model_admin, "choice_label", str)(obj)
        return super().serialize_result(obj, to_field_name) | {"text": label}

    def _rank(self):
        words = self.model_admin.search_words(self.term)
        return Case(When(key=words, then=0), When(key__startswith=words, then=1), default=2)
