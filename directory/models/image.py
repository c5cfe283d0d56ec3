"""Images of entries, re-encoded when they come in."""

from functools import partial

from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse

from .encoding import WIDTHS, check_image, variants
from .licences import Licence
from .recorded import Recorded


class EntryImage(Recorded):
    """A picture of an entry. What is stored is our own encoding: no EXIF, no position, a bounded size."""

    BELONGS_TO = "entry"

    file = models.ImageField(
        "fichier",
        upload_to="images/",
        validators=[check_image],
        width_field="width",
        height_field="height",
        help_text="JPEG, PNG, WebP ou HEIC, 15 Mo et 50 mégapixels au plus. Recompressée, sans ses métadonnées.",
    )
    width = models.PositiveIntegerField(editable=False, default=0)
    height = models.PositiveIntegerField(editable=False, default=0)
    alt = models.CharField(
        "texte de remplacement",
        max_length=250,
        help_text="Ce que dit l’image à qui ne la voit pas, sans « image de ».",
    )
    credit = models.CharField("crédit", max_length=150, help_text="Auteur ou autrice, et source.")
    licence = models.CharField("licence", max_length=20, choices=Licence, default=Licence.UNKNOWN, blank=True)
    position = models.PositiveSmallIntegerField("ordre", default=0)

    class Meta:
        abstract = True
        verbose_name = "image"
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(alt=""),
                name="%(class)s_has_alternative_text",
                violation_error_message="Une image a un texte de remplacement.",
            ),
            models.CheckConstraint(
                condition=~Q(credit=""),
                name="%(class)s_has_credit",
                violation_error_message="Une image a un crédit.",
            ),
        ]

    def __str__(self):
        return self.alt

    def save(self, *args, **kwargs):
        if self.file and not self.file._committed:
            self._remove_files(type(self)._base_manager.filter(pk=self.pk).first())
            self._encode()
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        """Its files go with it: pictures are often taken down because somebody has the right to ask for it."""
        self._remove_files(self)
        return super().delete(*args, **kwargs)

    @property
    def files(self):
        """The names of its files by width, the smallest first."""
        stem = self.file.name.removesuffix(".webp")
        return {width: f"{stem}-{width}.webp" for width in WIDTHS if width < self.width} | {self.width: self.file.name}

    @property
    def url(self):
        return self._address(self.file.name)

    def attribution(self):
        """Its author, and the licence when it has one."""
        return f"{self.credit}, {self.get_licence_display()}" if self.licence else self.credit

    @property
    def srcset(self):
        """The widths that exist, for the browser to choose from."""
        return ", ".join(f"{self._address(name)} {width}w" for width, name in self.files.items())

    @property
    def thumbnail_url(self):
        """Where staff see it in small, whatever its entry has become."""
        return reverse("admin:media", kwargs={"name": next(iter(self.files.values()))})

    def _address(self, name):
        """Anyone reads the pictures of a published entry; staff alone, at their own address, those of another."""
        return reverse("media" if self.entry.is_published else "admin:media", kwargs={"name": name})

    @staticmethod
    def _remove_files(image):
        """Once the database surely no longer names them, remove the files of an image, if there is one."""
        if image:
            storage, stem = image.file.storage, image.file.name.removesuffix(".webp")
            for name in (image.file.name, *(f"{stem}-{width}.webp" for width in WIDTHS)):
                transaction.on_commit(partial(storage.delete, name))

    def _encode(self):
        """Store the image and its smaller widths beside it."""
        full, *smaller = variants(self.file)
        self.file = full
        for content in smaller:
            self.file.storage.save(f"images/{content.name}", content)
