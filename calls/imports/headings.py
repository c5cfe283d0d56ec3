"""How people head the columns of lists of calls and of rounds: ours first, parted by « / »."""

CALLS = {
    "slug": "Adresse du dispositif / clé",
    "name": "Nom / nom du dispositif / dispositif / titre / intitulé",
    "lead_org": "Porteur du dispositif / organisme / financeur / porteur / nom_attribuant",
    "partners": "Partenaires",
    "description_fr": "Description / résumé / objectifs",
    "url": "Page du dispositif / lien / site",
    "source_url": "Adresse de la source / source",
}

CALL_EXAMPLE = {
    "slug": "exemple-aide-aux-lieux",
    "name": "Exemple : aide aux lieux",
    "lead_org": "Région Nouvelle-Aquitaine",
    "description_fr": "Pour les lieux qui accueillent des artistes.",
    "url": "https://exemple.org/aide",
}

ROUNDS = {
    "call_slug": "Adresse du dispositif / dispositif",
    "name": "Nom de l’édition / nom / édition",
    "year": "Année / millésime / exercice",
    "opens_on": "Ouverture / date d’ouverture / ouvre le",
    "closes_on": "Clôture / date de clôture / date limite / clôt le",
    "budget_eur": "Enveloppe / budget",
    "max_grant_eur": "Aide maximale / plafond / montant maximum",
    "max_rate_percent": "Taux maximal / taux / taux d’aide",
    "axes": "Axes / volets",
    "eligibility_fr": "Conditions / éligibilité / bénéficiaires",
    "url": "Page de l’édition / lien",
    "source_url": "Adresse de la source / source",
}

ROUND_EXAMPLE = {
    "call_slug": "exemple-aide-aux-lieux",
    "name": "Exemple : aide aux lieux 2026",
    "year": "2026",
    "opens_on": "12/01/2026",
    "closes_on": "31/03/2026 18:00",
    "budget_eur": "200 000",
    "max_grant_eur": "20 000",
    "max_rate_percent": "50",
    "axes": "médiation ; création",
}
