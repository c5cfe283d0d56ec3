"""How people head the columns of lists of actors: ours first, parted by « / »."""

ACTORS = {
    "name": "Nom / nom de la structure / structure / dénomination / raison sociale / nom de l’association",
    "legal_form_or_type": "Forme juridique ou type / forme juridique / statut / statut juridique / type / catégorie",
    "is_tiers_lieu": "Tiers-lieu / est un tiers-lieu",
    "commune": "Commune / ville / commune du siège / localité",
    "departement_code": "Département / dépt / dpt / dep / code département",
    "metiers": "Métiers / métier",
    "disciplines": "Disciplines / discipline / domaine",
    "website": "Site internet / site / site web / url / lien",
    "description_fr": "Description / résumé / présentation / descriptif",
    "source_url": "Adresse de la source / source",
    "row_id": "Clé de la ligne",
    "siret": "SIRET / n° siret / numéro siret",
    "nature": "Structure ou personne physique / nature",
    "succeeds": "Succède à",
}

EXAMPLE = {
    "name": "Exemple : Association des Quais",
    "legal_form_or_type": "association",
    "is_tiers_lieu": "non",
    "commune": "Bordeaux",
    "departement_code": "33",
    "metiers": "médiation ; création",
    "website": "https://exemple.org",
    "description_fr": "Une association qui fait entendre la ville.",
    "source_url": "https://exemple.org/annuaire",
    "nature": "structure",
}
