#!/usr/bin/env python
"""Runs the commands of the directory and of Django."""

import os
import sys

from django.core.management import execute_from_command_line
from django.db import OperationalError

BUSY = "Le répertoire est occupé : quelqu’un d’autre y écrit. Rien n’est écrit, relancez la commande dans un moment."


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        execute_from_command_line(sys.argv)
    except OperationalError as error:
        from directory.models import is_busy  # models are read once the command has set Django up

        if not is_busy(error):
            raise
        sys.exit(BUSY)


if __name__ == "__main__":
    main()
