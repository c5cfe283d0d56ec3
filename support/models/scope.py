"""For whom an event or a resource was meant, as far as its territory goes."""

from django.db import models


class Scope(models.TextChoices):
    REGIONAL = "regional", "régional"
    NATIONAL = "national", "national"
    INTERNATIONAL = "international", "international"
