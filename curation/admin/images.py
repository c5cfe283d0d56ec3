"""Images of an entry."""

from django.contrib import admin
from django.utils.html import format_html

from .rows import RowInline


class ImageInline(RowInline):
    """The images of an entry. A subclass names their model."""

    fields = ["thumbnail", "file", ("alt", "credit"), ("licence", "position")]
    readonly_fields = ["thumbnail"]
    verbose_name_plural = "images"

    @admin.display(description="aperçu")
    def thumbnail(self, image):
        if not image.pk:
            return "L’image apparaîtra ici une fois la fiche enregistrée."
        return format_html('<img class="thumbnail" src="{}" alt="{}">', image.thumbnail_url, image.alt)
