"""What every page may say of the site itself."""

from django.conf import settings


def site(request):
    return {
        "site": {"name": settings.SITE_NAME, "url": settings.SITE_URL},
        "region": settings.REGION,
        "publisher": settings.PUBLISHER,
    }
