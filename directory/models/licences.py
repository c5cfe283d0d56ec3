"""Licences under which texts, images, data and code may be taken up again."""

from django.db import models


class Licence(models.TextChoices):
    """The licences staff may choose; the label is what readers see."""

    UNKNOWN = "", "non précisée"
    LO2 = "lo-2.0", "Licence Ouverte 2.0"
    CC0 = "cc0-1.0", "CC0 1.0"
    CC_BY = "cc-by-4.0", "CC BY 4.0"
    CC_BY_SA = "cc-by-sa-4.0", "CC BY-SA 4.0"
    CC_BY_NC = "cc-by-nc-4.0", "CC BY-NC 4.0"
    CC_BY_NC_SA = "cc-by-nc-sa-4.0", "CC BY-NC-SA 4.0"
    CC_BY_ND = "cc-by-nd-4.0", "CC BY-ND 4.0"
    ODBL = "odbl-1.0", "ODbL 1.0"
    MIT = "mit", "MIT"
    EUPL = "eupl-1.2", "EUPL 1.2"
    CECILL = "cecill-2.1", "CeCILL 2.1"
    GPL = "gpl-3.0", "GPL 3"
    AGPL = "agpl-3.0", "AGPL 3"
    RESERVED = "reserved", "tous droits réservés"
