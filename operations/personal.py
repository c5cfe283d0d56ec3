"""What is kept of persons, of whom, for whom and how long: one table, which the page « données personnelles » shows.

A duration comes from the constant that the program erases by, so that the page cannot promise another.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings

from accounts import known
from accounts.models import access
from contributions import models as reports
from curation.models import deposit, notice
from directory.versions import keeping
from finding import models as searches
from opendata import models as api

IN_WORDS = {
    timedelta(minutes=10): "dix minutes",
    timedelta(hours=1): "une heure",
    timedelta(hours=12): "douze heures",
    timedelta(days=30): "trente jours",
    timedelta(days=90): "quatre-vingt-dix jours",
    timedelta(days=180): "six mois",
    timedelta(days=365): "un an",
}


def during(kept):
    """« un an ». A duration that has no words yet is refused: the page says them."""
    return IN_WORDS[kept]


@dataclass(frozen=True)
class Kept:
    """A purpose for which something of persons is kept. `models`: where; `erased_by`: the daily task that ends it."""

    purpose: str
    data: str
    readers: str
    how_long: str
    models: tuple[str, ...] = ()
    erased_by: str = ""


TEAM, ADMINISTRATORS, NOBODY, ALL = (
    "L’équipe du répertoire",
    "Les administrateurs du site",
    "Personne",
    "Tout le monde",
)

TABLE = (
    Kept(
        "Faire connaître les projets aidés",
        "Noms et coordonnées des structures, crédits des images, noms des personnes qui ont donné leur accord",
        ALL,
        "Tant que la fiche est publiée, ou jusqu’au retrait de l’accord",
    ),
    Kept(
        "Savoir d’où vient chaque fait",
        "Ce que disait chaque ligne des listes reçues, noms compris",
        TEAM,
        "Tant que la fiche existe",
        ("directory.SourceList", "directory.SourceRecord", "projects.FundingTelling"),
    ),
    Kept(
        "Importer les listes reçues",
        "Les fichiers déposés et ce qu’il est prévu d’en faire",
        TEAM,
        f"{during(deposit.KEPT).capitalize()} après le dernier geste",
        ("curation.Deposit",),
        "erase_deposits",
    ),
    Kept(
        "Pouvoir annuler un import",
        "Ce que les lignes touchées disaient avant et après, ce qui a été décidé, par quel compte",
        TEAM,
        "Tant que l’import peut être annulé",
        ("curation.Decision", "curation.Job", "curation.Trace"),
    ),
    Kept(
        "Tenir l’historique des fiches",
        "Ce que chaque fiche disait avant, qui l’a changée, relue ou publiée, quand et pourquoi",
        TEAM,
        f"Tant que la fiche existe, puis {during(keeping.KEPT_ONCE_GONE)}",
        ("directory.Version", "directory.Revision", "directory.Layout", "curation.Move"),
        "erase_history",
    ),
    Kept(
        "Ne pas compter deux fois la même structure",
        "Les fiches qui se ressemblent, et quel compte a dit qu’elles sont deux",
        TEAM,
        "Tant que les fiches existent",
        ("curation.Double",),
    ),
    Kept(
        "Ne pas demander deux fois si deux fiches en sont une",
        "Les paires de fiches qui se ressemblent, quel compte a dit qu’elles sont deux, et quand",
        TEAM,
        "Tant que les deux fiches existent",
        ("curation.Double",),
        "find_doubles",
    ),
    Kept(
        "Traiter les signalements et les demandes de retrait",
        "Ce que vous écrivez, la page concernée, votre adresse électronique si vous la donnez",
        TEAM,
        f"{during(reports.KEPT).capitalize()} après réception",
        ("contributions.Report",),
        "erase_reports",
    ),
    Kept(
        "Limiter les envois en nombre",
        "Une empreinte de l’adresse IP, qui change chaque jour",
        NOBODY,
        f"{during(reports.SENDER_KEPT).capitalize()}, puis effacée au message suivant ou dans la journée",
        ("contributions.Report",),
        "erase_reports",
    ),
    Kept(
        "Limiter les demandes des programmes",
        "Une empreinte de l’adresse IP, qui change chaque jour",
        NOBODY,
        f"{during(api.WINDOW).capitalize()}, puis effacée à la demande suivante ou dans la journée",
        ("opendata.ApiUse",),
        "erase_uses",
    ),
    Kept(
        "Savoir ce qui est cherché en vain",
        "Des mots, comptés par mois, sans rien de qui cherche",
        TEAM,
        during(searches.KEPT).capitalize(),
        ("finding.MissedWord",),
        "erase_searches",
    ),
    Kept(
        "Répondre aux messages",
        "Votre adresse et ce que vous écrivez, dans les courriels échangés avec l’équipe",
        TEAM,
        "Un an après le dernier échange",
    ),
    Kept(
        "Tenir les comptes de l’équipe",
        "Identifiant, nom, courriel professionnel, rôles, empreinte du mot de passe, clé du second facteur",
        ADMINISTRATORS,
        "Tant que le compte est en service ; l’historique des fiches garde l’identifiant",
        ("auth.User", "accounts.Limit", "accounts.Mailing"),
    ),
    Kept(
        "Écrire à l’équipe ce qui l’attend",
        "Le nom d’une fiche, ce qui en est fait, par quel compte, avec quel mot",
        "La personne à qui l’on écrit",
        during(notice.KEPT).capitalize(),
        ("curation.Notice",),
        "send_notices",
    ),
    Kept(
        "Garder une session ouverte",
        "Appareil, adresse IP, heures de début et de dernière page",
        "La personne elle-même",
        f"{during(timedelta(seconds=settings.SESSION_COOKIE_AGE)).capitalize()}",
        ("accounts.Session",),
        "erase_accesses",
    ),
    Kept(
        "Protéger les comptes",
        "Connexions, échecs, mots de passe et rôles changés : compte, heure, adresse IP, appareil",
        ADMINISTRATORS,
        during(access.KEPT).capitalize(),
        ("accounts.Access",),
        "erase_accesses",
    ),
    Kept(
        "Reconnaître un appareil de l’équipe, qu’un inconnu n’arrête pas",
        "Un numéro tiré au sort, dans un cookie de la gestion",
        NOBODY,
        f"{during(known.KEPT).capitalize()} après la dernière connexion",
    ),
    Kept(
        "Pouvoir tout remettre en place après une panne",
        "Une copie de tout ce qui précède, chiffrée si l’installation le veut",
        ADMINISTRATORS,
        "Un an au plus",
    ),
)
