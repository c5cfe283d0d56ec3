"""The answers of a resource as serializers, for its description: rows are written as JSON lines are (`told_of`)."""

from datetime import date

from rest_framework import serializers

SIMPLE = {
    str: serializers.CharField,
    int: serializers.IntegerField,
    float: serializers.FloatField,
    bool: serializers.BooleanField,
    date: serializers.DateField,
}
OF_ROWS, OF_NAMES = frozenset({"identifier", "title", "url"}), frozenset({"title"})


def serializer_of(name, columns, known=OF_ROWS):
    """Return the serializer class of rows with these columns, of which some are known of all.

    `name` is what its schema is called.
    """
    fields = {one.name: field_of(name, one, known) for one in columns}
    return type(f"{name}Serializer", (serializers.Serializer,), fields)


def field_of(name, column, known):
    """What a column holds, for the schema; a request may leave out any of them."""
    told = {"help_text": column.heading, "required": False}
    if isinstance(column.holds, tuple):
        nested = f"{name}{''.join(part.title() for part in column.name.split('_'))}"
        return serializer_of(nested, column.holds, OF_NAMES)(many=True, **told)
    if column.holds is list:
        return serializers.ListField(child=serializers.CharField(), **told)
    return SIMPLE[column.holds](allow_null=column.name not in known, **told)


class ErrorSerializer(serializers.Serializer):
    parameter = serializers.CharField(help_text="Le paramètre en cause.")
    detail = serializers.CharField(help_text="Ce qui ne va pas, en français.")


class ProblemSerializer(serializers.Serializer):
    """Une erreur, telle que la décrit la RFC 9457."""

    type = serializers.CharField(help_text="Toujours « about:blank » : l’état HTTP dit de quelle sorte elle est.")
    title = serializers.CharField(help_text="L’erreur en deux mots.")
    status = serializers.IntegerField(help_text="L’état HTTP.")
    detail = serializers.CharField(help_text="Ce qui s’est passé.")
    errors = ErrorSerializer(many=True, required=False, help_text="Les paramètres qui ne sont pas compris.")


class UnderstoodSerializer(serializers.Serializer):
    words = serializers.CharField(help_text="Des mots de la recherche.")
    as_ = serializers.CharField(help_text="Le filtre qu’ils sont devenus.")

    def get_fields(self):
        """« as » is a word of Python."""
        fields = super().get_fields()
        fields["as"] = fields.pop("as_")
        return fields


class LinksSerializer(serializers.Serializer):
    self = serializers.URLField(help_text="Cette réponse.")
    page = serializers.URLField(allow_null=True, help_text="La page à lire.")
    permanent = serializers.URLField(allow_null=True, help_text="L’adresse qui ne change jamais.")
    list = serializers.URLField(help_text="Toute la liste.")


def detail_serializer(name, columns):
    """The serializer class of one entry, with all that is told of it."""
    links = LinksSerializer(help_text="Où cette fiche se lit.")
    return type(f"{name}DetailSerializer", (serializer_of(f"{name}Detail", columns),), {"links": links})


def page_serializer(name, rows):
    """The serializer class of a page of rows."""
    fields = {
        "total": serializers.IntegerField(help_text="Nombre de fiches trouvées, toutes pages confondues."),
        "page": serializers.IntegerField(help_text="Numéro de cette page."),
        "pages": serializers.IntegerField(help_text="Nombre de pages."),
        "per_page": serializers.IntegerField(help_text="Fiches par page."),
        "previous": serializers.URLField(allow_null=True, help_text="La page d’avant."),
        "next": serializers.URLField(allow_null=True, help_text="La page d’après."),
        "understood": UnderstoodSerializer(
            many=True, help_text="Les mots cherchés qui ont été lus comme des filtres."
        ),
        "notices": serializers.ListField(child=serializers.CharField(), help_text="Ce qu’il faut savoir du résultat."),
        "results": rows(many=True, help_text="Les fiches, dans l’ordre de la liste."),
    }
    return type(f"{name}PageSerializer", (serializers.Serializer,), fields)
