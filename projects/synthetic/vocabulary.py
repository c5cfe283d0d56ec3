"""The words that generated texts are made of, the most usual ones first.

Adjectives are those that the masculine and the feminine write alike, and take an « s » in the plural: they go with any
noun. Verbs take a direct object.
"""

SUBJECTS = """
le projet|l’équipe|le parcours|l’application|l’association|l’exposition|le festival|la médiathèque|l’atelier
le musée|la résidence|la compagnie|l’installation|le collectif|la plateforme|la commune|le tiers-lieu|le jeu
le spectacle|l’œuvre|le réseau|la bibliothèque|le site|l’office de tourisme|le lycée|le collège|le film
la scène nationale|le château|l’abbaye|la maison de quartier|le service éducatif|le théâtre|l’école d’art
le conservatoire|la radio|la galerie|le cinéma|le centre de sciences|le laboratoire|la fabrique|la cité
l’écomusée|le studio|la webradio|le parc naturel|l’observatoire|le département|la communauté de communes
l’université|la manufacture|le phare|la friche|l’orchestre|le ballet
"""

VERBS = """
propose|présente|raconte|explore|invente|valorise|développe|crée|partage|accompagne|expérimente|accueille|relie
réunit|documente|transforme|prolonge|numérise|imagine|met en scène|donne à voir|fait découvrir|fait entendre
conçoit|produit|diffuse|interroge|enrichit|restitue|révèle|rassemble|archive|cartographie|traduit|adapte|anime
ouvre|renouvelle|réinvente|met en valeur|fait dialoguer|simule|dévoile|sonorise|scénarise|publie|éclaire
reconstitue|détourne|transpose|collecte|sauvegarde|modélise|orchestre|chorégraphie|illustre|tisse|amplifie
recense|inventorie|bouscule|réactive
"""

NOUNS = """
un parcours|des ateliers|une exposition|une application|des contenus|une médiation|un jeu|des outils|une visite
un dispositif|le patrimoine|une expérience|des récits|une œuvre|un spectacle|la mémoire|des archives
une installation|un film|le territoire|des images|un site|une plateforme|des rencontres|une résidence|le paysage
des sons|une carte|des témoignages|une création|des collections|un récit|des ressources|un espace|une balade
les savoir-faire|l’histoire|un laboratoire|des vidéos|la musique|une fiction|des séances|un prototype
les monuments|un podcast|des formations|un concert|la lecture|des objets|une scénographie|un inventaire|la danse
des maquettes|une bande dessinée|des enquêtes|un atelier|les légendes|une projection|la langue|un portail
des photographies|un livre|des capteurs|une fresque|la rivière|les métiers|un documentaire|des partitions
une performance|des manuscrits|un mur d’images|le littoral|une conférence|les gestes|un laboratoire mobile
des costumes|une bibliothèque|la forêt|des cartes postales|un musée de poche|les rues|une chorégraphie
des automates|la préhistoire|un serveur|des registres|une constellation|les jardins|un carnet|des gravures
l’architecture|une borne|les voix|un studio|des dessins|une grotte|des vitraux|un décor|la fabrique|une enseigne
des poèmes|l’écriture|un tournage|les estampes|des broderies|une partition|le vignoble|un observatoire
des marionnettes|une malle|l’estuaire|des céramiques|un alphabet|les ponts|une veillée|des graffitis
un pigeonnier|la dentelle|des herbiers|un kaléidoscope|les lavoirs|une tapisserie|des moulins
un théâtre d’ombres|la porcelaine|des vielles|un planétarium|les tuileries|une lanterne|des enluminures
un tympan|les marais|une horloge|des épaves|un scriptorium|la batellerie|des chapiteaux|un stéréoscope
les carrières|un orgue de rue
"""

ADJECTIVES = """
numérique|sonore|artistique|accessible|mobile|ludique|historique|pédagogique|éphémère|sensible|libre|poétique
scientifique|tactile|documentaire|graphique|géographique|scolaire|nomade|mixte|durable|unique|fantastique
mécanique|électronique|archéologique|touristique|ethnographique|symphonique|chorégraphique|panoramique|aquatique
nocturne|imaginaire|invisible|immobile|modulaire|souple|fragile|intime|rustique|romanesque|bilingue|aléatoire
autonome|stéréoscopique|cartographique|acoustique|onirique|botanique|solaire|fluviatile|insulaire|lyrique
burlesque|héraldique
"""

AUDIENCES = """
pour les familles|avec les habitants|auprès des scolaires|pour tous les publics|avec des collégiens
pour les visiteurs|avec des lycéens|pour le jeune public|auprès des personnes âgées|avec des artistes
pour les enfants|avec les associations|en milieu rural|hors les murs|pour les touristes|avec des étudiants
dans les quartiers|pour les publics empêchés|auprès des enseignants|avec des musiciens|pour les professionnels
à l’hôpital|en plusieurs langues|en langue des signes|pour les malvoyants|avec des chercheurs|dans les écoles
avec des artisans|en maison d’arrêt|pour les randonneurs|avec des danseurs|dans les gares|avec des bénévoles
sur les marchés|à bord d’un bus|auprès des apprentis
"""

CIRCUMSTANCES = """
pendant deux ans|toute l’année|en itinérance|au fil des saisons|sous licence libre|à moindre coût|sans connexion
pendant l’été|à chaque étape|depuis un téléphone|sur une tablette|avec un casque|dans une dizaine de communes
à partir des archives|lors des Journées du patrimoine|au cœur du bourg|par petits groupes|en plein air
dans la durée|autour d’un même récit|avec sobriété|sur grand écran|à la nuit tombée|pendant les vacances
au format de poche|en trois épisodes|grâce au mécénat|dans un ancien atelier|le long du fleuve
au pied des remparts|entre deux marées
"""

# Names that nobody bears: works, tools, bodies. A beginning and an end make one.
BEGINNINGS = """
lumi sono terra clic pixel mémo archi ludo geo rétro holo chrono nova carto thala vidéo poly choré écho astro
micro paléo
musi narra fabri cyber noc poéti vibra odo kiné ciné télé data bio aqua calli typo ethno mytho photo opti panto zéphi
filigra garo dordo lima péri santo gasco occi basco béarna aréno oléro médo landi creu viza charen brivo uzer ribé
"""

ENDINGS = """
rama thèque scope graphie lab morphe sphère phonie drome polis via mobile line tope gramme nef mondes vox plume boîte
fil nautes cube ligne scène trame lieu rythme vert clair mer val bourg roche sève lune fleuve pont moulin nuit source
tisse lande dune brume onde strate friche cime voûte orme aulne crête garde port phare granit argile ocre sel
"""


def listed(text: str) -> list[str]:
    """The expressions of a list, one line after the other."""
    return [one for line in text.split("\n") for one in line.split("|") if one]
