"""What a receipt says, and no more than what is so."""

from french.typography import number

from .models import Report


def facts(report):
    """Pairs of a name and a value. The message is not shown: others may find the address of a receipt."""
    return [
        ("Sujet", report.get_subject_display()),
        ("Message", f"{number(len(report.message))} caractères"),
        ("Adresse de réponse", "donnée" if report.email else "aucune"),
    ]


def next_steps(report, is_mailing):
    """Sentences: who was told, and whether an answer may be expected. `is_mailing`: mails leave this installation."""
    return [told_to(report, is_mailing), answered(report)]


def told_to(report, is_mailing):
    if report.mailed_at:
        return "Un courriel l’a transmis à l’équipe, qui le trouve aussi dans la gestion du site."
    if is_mailing:
        return (
            "L’équipe le trouve dans la gestion du site. Le courriel qui l’en prévient n’est pas parti : "
            "il sera envoyé plus tard."
        )
    return "L’équipe le trouve dans la gestion du site. Aucun courriel ne l’en prévient : ce site n’en envoie pas."


def answered(report):
    if not report.email:
        return "Vous n’avez pas donné d’adresse : l’équipe ne pourra pas vous répondre."
    if report.subject == Report.Subject.REMOVAL:
        return (
            "Les demandes de retrait sont les premières de sa liste. Si la vôtre porte sur vos données personnelles, "
            "la loi lui donne un mois pour vous répondre."
        )
    return "Aucun délai de réponse n’est fixé."
