"""Where somebody signs in from, in words: « Firefox, Windows ». A browser says what it wants; it is a reminder."""

BROWSERS = {  # the first that is named: most of them say that they are all those below
    "Edg": "Edge",
    "OPR/": "Opera",
    "Vivaldi": "Vivaldi",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "Chrome": "Chrome",
    "CriOS": "Chrome",
    "Safari": "Safari",
}
SYSTEMS = {
    "Windows": "Windows",
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Mac OS": "Mac",
    "Linux": "Linux",
}


def described(request):
    agent = request.META.get("HTTP_USER_AGENT", "")
    named = [next((name for sign, name in table.items() if sign in agent), "") for table in (BROWSERS, SYSTEMS)]
    return ", ".join(filter(None, named)) or "appareil inconnu"
