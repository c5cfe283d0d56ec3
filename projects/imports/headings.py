"""How people head the columns of lists of projects and of grants: ours first, parted by « / ».

The names of the SCDL schema « Subventions » 2.1.1 (schema.data.gouv.fr/scdl/subventions) are among them.
"""

PROJECTS = {
    "title": (
        "Intitulé du projet / intitulé / titre / titre du projet / nom du projet / projet / objet / intitulé de "
        "l’action / action / nom de l’action / objet de la subvention / opération"
    ),
    "holder": (
        "Porteur / porteur du projet / porteur de projet / nom du porteur / bénéficiaire / structure / nom du "
        "bénéficiaire / nomBeneficiaire / structure porteuse / association / lauréat / tiers / nom de la "
        "structure / organisme bénéficiaire / demandeur / raison sociale"
    ),
    "partners": "Partenaires / partenaire / structures partenaires",
    "commune": "Commune / ville / lieu / localisation / commune du projet / commune d’implantation",
    "departement_code": "Département / dépt / dpt / dép / dep / code département / n° département",
    "call_slug": "Dispositif / appel à projets / dispositifAide / aap",
    "round_year": "Année de l’édition / année / exercice / millésime",
    "round_slug": "Édition",
    "axis": "Axe / volet / axe de l’appel",
    "metiers": "Métiers / métier",
    "disciplines": "Disciplines / discipline / domaine artistique / domaine",
    "technologies": "Technologies / technologie / outils numériques",
    "amount_eur": (
        "Montant voté / montant / montant attribué / montant accordé / subvention / subvention votée / subvention "
        "accordée / montant de la subvention / aide accordée / aide votée / montant de l’aide / montant proposé / "
        "subvention attribuée / montant alloué / décision"
    ),
    "total_budget_eur": (
        "Budget total / coût total / budget du projet / coût du projet / budget prévisionnel / montant du projet "
        "/ assiette éligible / dépense éligible"
    ),
    "start_year": "Année de début / début / année de démarrage",
    "summary_fr": "Résumé / description / descriptif / présentation / description du projet / résumé du projet",
    "url": "Site du projet / site / site internet / site web / lien",
    "source_url": "Adresse de la source / source / lien vers la délibération",
    "evidence_level": "Niveau de preuve",
    "funder_named_fr": "Financeur / financeurs / nomAttribuant / attribuant / nom de l’attribuant / autorité",
    "row_id": (
        "Clé de la ligne / n° de dossier / numéro de dossier / numéro / n° dossier / dossier / référence dossier"
    ),
    "decided_on": (
        "Date de la décision / date du vote / date de décision / dateDecision / date de la délibération / date cp "
        "/ date de la commission permanente"
    ),
    "decision_reference": (
        "Référence de la décision / referenceDecision / n° de délibération / délibération / numéro de "
        "délibération / référence de la délibération"
    ),
    "amount_paid_eur": "Montant versé / versé / montant payé",
    "amended_amount_eur": "Montant après avenant",
    "amended_on": "Date de l’avenant",
    "amendment_reference": "Référence de l’avenant",
}

PROJECT_EXAMPLE = {
    "title": "Exemple : parcours sonore des quais",
    "holder": "Association Exemple des Quais",
    "partners": "Médiathèque Exemple ; Ville Exemple",
    "commune": "Bordeaux",
    "departement_code": "33",
    "call_slug": "cultures-connectees",
    "round_year": "2022",
    "metiers": "médiation",
    "amount_eur": "12 000",
    "total_budget_eur": "30 000",
    "start_year": "2022",
    "summary_fr": "Un parcours à écouter sur les quais.",
    "source_url": "https://exemple.org/deliberation",
    "funder_named_fr": "Région Nouvelle-Aquitaine",
    "decided_on": "12/03/2022",
    "decision_reference": "2022.123.CP",
}

GRANTS = {
    "nomAttribuant": "Attribuant / nom de l’attribuant / financeur / autorité administrative / collectivité",
    "idAttribuant": "SIRET de l’attribuant / siret attribuant / identifiant de l’attribuant",
    "nomBeneficiaire": (
        "Bénéficiaire / nom du bénéficiaire / organisme / association / structure / tiers / lauréat / nom de "
        "l’association / organisme bénéficiaire / raison sociale / porteur / nom de l’organisme"
    ),
    "idBeneficiaire": "SIRET du bénéficiaire / siret / n° siret / numéro siret / identifiant du bénéficiaire",
    "rnaBeneficiaire": "RNA du bénéficiaire / rna / n° rna / numéro rna",
    "objet": (
        "Objet / objet de la subvention / objet de l’aide / projet / intitulé / intitulé du projet / action / "
        "libellé / nature de l’action"
    ),
    "montant": (
        "Montant voté / montant attribué / montant accordé / subvention / montant de la subvention / subvention "
        "votée / subvention accordée / montant alloué / montant de l’aide / subvention attribuée"
    ),
    "dateDecision": "Date de la décision / date du vote / date de la délibération / date d’attribution",
    "referenceDecision": "Référence de la décision / n° de délibération / délibération / numéro de délibération",
    "dateConvention": "Date de la convention / date de signature",
    "nature": "Nature de l’aide / nature de la subvention",
    "conditionsVersement": "Conditions de versement / modalités de versement",
    "datesPeriodeVersement": "Période de versement / date de versement / dates de versement / datePremierVersement",
    "pourcentageSubvention": "Part de la subvention / pourcentage de la subvention",
    "notificationUE": "Notifiée à l’Union européenne / notification ue",
    "idRAE": "Numéro RAE / rae",
    "dispositifAide": "Dispositif / dispositif d’aide",
    "source_url": "Adresse de la source / source",
    "row_id": "Clé de la ligne / n° de dossier / numéro de dossier",
}

GRANT_EXAMPLE = {
    "nomAttribuant": "Région Nouvelle-Aquitaine",
    "nomBeneficiaire": "Exemple : Association Exemple des Quais",
    "objet": "Fonctionnement du lieu",
    "montant": "12 000",
    "dateDecision": "12/03/2024",
    "referenceDecision": "2024.123.CP",
    "nature": "aide en numéraire",
    "conditionsVersement": "unique",
    "notificationUE": "non",
    "pourcentageSubvention": "1",
}
