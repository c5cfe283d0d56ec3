"""The settings of the product, and one line more."""

import os
from pathlib import Path

from config.settings import *  # noqa: F403  # what the product is, whatever it is
from config.settings import INSTALLED_APPS, REGION, STORAGES

INSTALLED_APPS = [*INSTALLED_APPS, "tests.planted"]  # the line

# What a test needs besides: a small region, no manifest of static files
REGION = REGION | {"data": Path(os.environ["PLANTED_REGION"])}
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
