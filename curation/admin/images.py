"""Images of an entry."""

from django import forms
from django.contrib import admin
from django.db import models
from django.utils.html import format_html

from directory.models.encoding import UNREADABLE, check_image

from .rows import RowInline


class PictureField(forms.FileField):
    """A picture, refused in our own words: the field of Django has others, and cannot read what phones take."""

    default_validators = [check_image]
    default_error_messages = {"empty": UNREADABLE}

    def widget_attrs(self, widget):
        return {"accept": "image/*,.heic,.heif"}


class ImageInline(RowInline):
    """The images of an entry. A subclass names their model."""

    fields = ["thumbnail", "file", ("alt", "credit"), ("licence", "position")]
    readonly_fields = ["thumbnail"]
    verbose_name_plural = "images"
    formfield_overrides = {**RowInline.formfield_overrides, models.ImageField: {"form_class": PictureField}}

    @admin.display(description="aperçu")
    def thumbnail(self, image):
        if not image.pk:
            return "L’image apparaîtra ici une fois la fiche enregistrée."
        return format_html('<img class="thumbnail" src="{}" alt="{}">', image.thumbnail_url, image.alt)
