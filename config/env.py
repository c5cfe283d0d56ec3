"""The environment, read strictly: a value that makes no sense stops the program and says what to write instead."""

import logging
from ipaddress import ip_network
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

SWITCH = {"on": True, "true": True, "1": True, "off": False, "false": False, "0": False}
SECRET_KEY_LENGTH = 50


class Env(environ.Env):  # type: ignore[misc]  # django-environ has no types
    """django-environ without its leniency: « DEBUG=oui » is an error here, and not a silent False."""

    def switch(self, name: str, default: bool) -> bool:
        """On or off."""
        value = self.str(name, "").strip().lower()
        if value and value not in SWITCH:
            refuse(name, f"« {value} » n’est ni « on » ni « off ».")
        return SWITCH.get(value, default)

    def positive(self, name: str, default: int) -> int:
        """A whole number, at least one."""
        value = self.str(name, "").strip()
        if value and not (value.isascii() and value.isdecimal() and int(value)):
            refuse(name, f"« {value} » n’est pas un nombre entier d’au moins 1.")
        return int(value or default)

    def secret(self, name: str, file: Path) -> str:
        """A secret from the environment, or from the file where `make run` keeps it."""
        value = self.str(name, "") or (file.read_text().strip() if file.exists() else "")
        if len(value) < SECRET_KEY_LENGTH:
            refuse(name, f"il faut au moins {SECRET_KEY_LENGTH} caractères (« make run » en crée une dans {file}).")
        return value

    def file(self, name: str, base: Path) -> Path | None:
        """A file that is there, or none."""
        value = self.str(name, "")
        if value and not (base / value).is_file():
            refuse(name, f"« {value} » n’est pas un fichier.")
        return base / value if value else None

    def origin(self, name: str, default: str) -> str:
        """The scheme and host of a site, such as « https://exemple.fr »."""
        value: str = self.str(name, default)
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.hostname or value != f"{parts.scheme}://{parts.netloc}":
            refuse(
                name, f"« {value} » n’est pas une adresse comme « https://exemple.fr », sans chemin ni « / » final."
            )
        return value

    def tiles(self, name: str) -> dict[str, str]:
        """The address of the tiles of a map, such as « https://exemple.fr/{z}/{x}/{y}.png », and the site it is on."""
        url: str = self.str(name, "")
        parts = urlsplit(url)
        secure = parts.scheme == "https" and parts.hostname and "{" not in parts.netloc
        if url and not (secure and all(part in url for part in ("{z}", "{x}", "{y}"))):
            refuse(name, f"« {url} » n’est pas une adresse comme « https://exemple.fr/{{z}}/{{x}}/{{y}}.png ».")
        return {"url": url, "host": parts.netloc, "origin": f"https://{parts.netloc}" if url else ""}

    def proxies(self, name: str, default: list[str]) -> list[str]:
        """Addresses of servers, or of networks; « * » is any of them."""
        value = [proxy.strip() for proxy in self.list(name, default=default)]
        for proxy in value:
            try:
                proxy == "*" or ip_network(proxy)
            except ValueError:
                refuse(name, f"« {proxy} » n’est pas une adresse comme « 127.0.0.1 » ou « 10.0.0.0/8 ».")
        return value

    def level(self, name: str, default: str) -> str:
        """A level of the standard logging module."""
        value: str = self.str(name, default).upper()
        if value not in logging.getLevelNamesMapping():
            refuse(name, f"« {value} » n’est pas un niveau : DEBUG, INFO, WARNING, ERROR ou CRITICAL.")
        return value

    def mail(self, name: str, default: str) -> dict[str, Any]:
        """The settings of a mail server, from its address."""
        try:
            return dict(self.email_url(name, default))
        except (ImproperlyConfigured, ValueError):
            refuse(name, "il faut une adresse comme « smtp+tls://utilisateur:motdepasse@hôte:587 ».")

    def database(self, name: str, default: str, base: Path, engines: dict[str, dict[str, Any]]) -> dict[str, Any]:
        """The database of an address, with what its engine needs; an engine that no test runs on is refused."""
        try:
            config: dict[str, Any] = self.db_url(name, default)
            engine = engines[config["ENGINE"]]
        except (KeyError, ValueError):
            refuse(name, "il faut « sqlite:///chemin » ou « postgres://utilisateur:motdepasse@hôte/base ».")
        if config["ENGINE"].endswith("sqlite3"):
            config["NAME"] = base / config["NAME"]
        return config | engine | {"OPTIONS": engine["OPTIONS"] | config.get("OPTIONS", {})}


def refuse(name: str, reason: str) -> NoReturn:
    raise ImproperlyConfigured(f"{name} : {reason} Voir .env.example.")
