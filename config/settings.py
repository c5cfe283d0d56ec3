"""The settings of the site. What changes between installations comes from the environment: see .env.example."""

from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from xstatic.pkg import leaflet_markercluster

from config.env import Env

BASE_DIR = Path(__file__).resolve().parent.parent

env = Env()
env.read_env(BASE_DIR / env.str("ENV_FILE", ".env"))

# The installation

DEBUG = env.switch("DEBUG", False)
COMPONENTS_PAGE = env.switch("COMPONENTS_PAGE", False)  # /composants/, for who works on the look of the site
SECRET_KEY = env.secret("SECRET_KEY", file=BASE_DIR / "var" / "secret_key")
SITE_URL = env.origin("SITE_URL", "http://127.0.0.1:8000")
HTTPS = env.switch("HTTPS", SITE_URL.startswith("https:"))
SECOND_FACTOR = env.switch("SECOND_FACTOR", HTTPS)  # asked of staff wherever the site is in real use
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[urlsplit(SITE_URL).hostname])
LOG_LEVEL = env.level("LOG_LEVEL", "WARNING")

# Each process makes so many pages at once and lets as many wait, and sends twice as many files to slow readers
# (`config/admission.py`); the other threads are for what is already made, from which nothing of that keeps a reader
PAGES_AT_ONCE = env.positive("PAGES_AT_ONCE", 4)
THREADS = 5 * PAGES_AT_ONCE

# Servers in front of this one: what they say of a request is believed (HTTPS or not, the address that it comes from)
PROXIES = env.proxies("FORWARDED_ALLOW_IPS", default=["127.0.0.1", "::1"])

# The region and the body that publishes the site: another region changes this block and its folder of data

SITE_NAME = "Numérique culturel en Nouvelle-Aquitaine"

REGION = {
    "code": "75",
    "name": "Nouvelle-Aquitaine",
    "locative": "en Nouvelle-Aquitaine",
    "genitive": "de Nouvelle-Aquitaine",
    "data": BASE_DIR / "data" / "nouvelle_aquitaine",
    "outline_credit": "Contours simplifiés : IGN, Admin Express 2018",
    "sea": [(-1.72, 45.55), (-1.92, 45.1), (-1.7, 44.65), (-1.95, 44.2)],  # longitude, latitude: waves on the map
}

# the background of the zoomable map: none unless it is set, since it comes from another site
MAP_TILES = env.tiles("MAP_TILES_URL") | {"credit": env.str("MAP_TILES_CREDIT", "")}

# what the legal pages say; they say too what is missing
PUBLISHER = {
    "name": env.str("PUBLISHER_NAME", "Région Nouvelle-Aquitaine"),
    "address": env.str("PUBLISHER_ADDRESS", "14 rue François-de-Sourdis, CS 81383, 33077 Bordeaux Cedex"),
    "phone": env.str("PUBLISHER_PHONE", "05 57 57 80 00"),
    "email": env.str("PUBLISHER_EMAIL", ""),
    "siret": env.str("PUBLISHER_SIRET", "200 053 759 00011"),
    "director": env.str("PUBLISHER_DIRECTOR", "la présidente ou le président du Conseil régional"),
    "data_protection": env.str("PUBLISHER_DATA_PROTECTION", ""),
    "hosting_name": env.str("HOSTING_NAME", ""),
    "hosting_address": env.str("HOSTING_ADDRESS", ""),
    "hosting_phone": env.str("HOSTING_PHONE", ""),
    "source_code": env.str("SOURCE_CODE_URL", ""),
    "accessibility_scheme": env.str("ACCESSIBILITY_SCHEME_URL", ""),
    "accessibility_plan": env.str("ACCESSIBILITY_PLAN_URL", ""),
}

# The program

INSTALLED_APPS = [
    # ours: each knows those that stand above it, and no other
    "directory",
    "finding",
    "accounts",
    "curation",
    "territories",
    "actors",
    "calls",
    "projects",
    "support",
    "insights",
    "opendata",
    "contributions",
    "operations",
    "curation.apps.StaffAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "js_lib_leaflet",
    "django_filters",
    "csp",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
]

MIDDLEWARE = [
    "config.middleware.addresses_at_the_root",  # first: whatever refuses a request has a page, with addresses
    "config.middleware.no_body_in_answer_to_head",
    "django.middleware.security.SecurityMiddleware",
    "opendata.api.middleware.open_to_all",  # before all that refuses a request, or answers from what is kept
    "config.middleware.no_nul",
    "config.freshness.PublicPages",
    "config.middleware.constant_headers",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "config.middleware.at_the_root",  # behind those that add headers: what it refuses has them
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.admission.Admission",
    "config.middleware.TextCompression",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "accounts.gate.Gate",
    "django.contrib.messages.middleware.MessageMiddleware",
    "axes.middleware.AxesMiddleware",
    "config.busy.BusyDirectory",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.context.site",
            ],
        },
    },
]

# Language and time

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "français")]
TIME_ZONE = "Europe/Paris"
USE_TZ = True

# Database: SQLite is embedded, PostgreSQL is for real use; every test runs on both

# A writer waits so long for another one, in seconds, then is told that the directory is busy. An import holds the lock
# for less (docs/decisions/0016): who saves an entry meanwhile waits, and is seldom sent back
WRITERS_WAIT = 6

DATABASES = {
    "default": env.database(
        "DATABASE_URL",
        default="sqlite:///var/db.sqlite3",
        base=BASE_DIR,
        engines={
            "django.db.backends.sqlite3": {
                # reopening the file at each request costs more than the queries of a page
                "CONN_MAX_AGE": None,
                "OPTIONS": {
                    # readers do not wait for the writer, and a writer waits at its start rather than failing half-way
                    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA temp_store=MEMORY",
                    "transaction_mode": "IMMEDIATE",
                    "timeout": WRITERS_WAIT,
                },
            },
            # a thread that waits for its turn has its connection already: with fewer, kept pages would wait too
            "django.db.backends.postgresql": {
                "OPTIONS": {
                    "pool": {"min_size": PAGES_AT_ONCE, "max_size": THREADS},
                    "options": f"-c lock_timeout={WRITERS_WAIT}s",
                }
            },
        },
    ),
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# What is the same on many pages is drawn once by each process, and each time when debugging: templates change then

CACHES = {
    "default": {"BACKEND": f"django.core.cache.backends.{'dummy.DummyCache' if DEBUG else 'locmem.LocMemCache'}"}
}

# Files: the static ones are part of a release, the media come from staff

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / env.str("STATIC_ROOT", "var/static")
STATICFILES_DIRS = [BASE_DIR / "static", ("leaflet.markercluster", leaflet_markercluster.BASE_DIR)]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "config.stylesheet.StylesheetFinder",
]
MEDIA_URL = "/media/"
MEDIA_ROOT = BASE_DIR / env.str("MEDIA_ROOT", "var/media")
INDEX_ROOT = BASE_DIR / env.str("INDEX_ROOT", "var/index")  # what makes the search answer at once after a start
BACKUP_ROOT = BASE_DIR / env.str("BACKUP_ROOT", "var/backups")
BACKUP_KEY = env.str("BACKUP_KEY", "")  # the public key of age of whoever may read the archives
DEPOSITS_ROOT = BASE_DIR / env.str("DEPOSITS_ROOT", "var/deposits")  # what staff bring in: no address leads there
DUMPS_ROOT = BASE_DIR / env.str("DUMPS_ROOT", "var/dumps")  # the archives of public data, as of each day
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DEPOSITS_ROOT, "file_permissions_mode": 0o600, "directory_permissions_mode": 0o700},
    },
    "staticfiles": {"BACKEND": "config.static.StaticFilesStorage"},
}
WHITENOISE_ALLOW_ALL_ORIGINS = False
FILE_UPLOAD_PERMISSIONS = 0o644
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000  # a project with all its inlines passes a thousand

# Staff: accounts exist for the admin alone, and so do the cookies

LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
LEAKED_PASSWORDS = env.file("LEAKED_PASSWORDS", base=BASE_DIR)
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "accounts.passwords.UsualPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "accounts.passwords.Told"},
]
if LEAKED_PASSWORDS:
    leaked = {"NAME": "accounts.passwords.LeakedPasswordValidator", "OPTIONS": {"path": LEAKED_PASSWORDS}}
    AUTH_PASSWORD_VALIDATORS.append(leaked)
OTP_TOTP_ISSUER = SITE_NAME
PASSWORD_RESET_TIMEOUT = 60 * 60  # the link that a letter holds
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = "/gestion/"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_AGE = None  # the session of the browser
SESSION_ENGINE = "accounts.sessions"
AXES_HANDLER = "accounts.limits.Limits"
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # a refused attempt is marked as such, and not counted
AXES_ENABLE_ADMIN = False  # its tables stay empty: the journal of accesses is ours
AXES_LOCKOUT_TEMPLATE = "429.html"

# The read API: `opendata/api/` says the rest, class by class

API_REQUESTS = env.positive("API_REQUESTS", 600)  # in ten minutes, from one address: one each second
REST_FRAMEWORK = {
    "EXCEPTION_HANDLER": "opendata.api.problems.handled",
    "UNAUTHENTICATED_USER": None,  # nobody is recognised there
}
SPECTACULAR_SETTINGS = {
    "OAS_VERSION": "3.1.1",
    "TITLE": f"{SITE_NAME} : données",
    "DESCRIPTION": "Les listes du site, page par page, avec leurs filtres, leurs champs et leur ordre, et chaque "
    "fiche entière. Sans clé ; ce qui n’est pas compris est refusé et dit. Ce que l’on en promet : /donnees/api/.",
    "VERSION": "1.0.0",
    "LICENSE": {
        "name": "Licence Ouverte 2.0 (Etalab)",
        "url": "https://www.etalab.gouv.fr/licence-ouverte-open-licence",
    },
    "EXTERNAL_DOCS": {"description": "Comment demander, ce qui est promis", "url": f"{SITE_URL}/donnees/api/"},
    "SERVERS": [{"url": SITE_URL}],
    "ENUM_ADD_EXPLICIT_BLANK_NULL_CHOICE": False,
}

# Security: nothing inline, nothing from elsewhere. gunicorn alone decides which proxy may say that a request was HTTPS

SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds())  # sent in answer to HTTPS only
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True  # has an effect only if the owner of the whole domain asks for it
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "script-src": [SELF],
        "img-src": [SELF, *filter(None, [MAP_TILES["origin"]])],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

# Messages: what happens goes to the standard error, a failure also goes to the administrators by mail

EMAIL_TIMEOUT = 5  # seconds: a reader may be waiting
vars().update(env.mail("EMAIL_URL", default="consolemail://"))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("DEFAULT_FROM_EMAIL", "ne-pas-repondre@localhost")
ADMINS = [("", address) for address in env.list("ADMIN_EMAILS", default=[])]
line = "{asctime} {levelname} {name} {message}"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": line, "style": "{"},
        "untraced": {"()": "config.logs.Untraced", "format": line, "style": "{"},
    },
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "line"},
        "untraced": {"class": "logging.StreamHandler", "formatter": "untraced"},
        "mail": {"class": "django.utils.log.AdminEmailHandler", "level": "ERROR"},
    },
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
    "loggers": {
        "django": {"level": LOG_LEVEL},
        # a page that does not exist is the business of its reader
        "django.request": {"handlers": ["mail"], "level": "ERROR"},
        # so is what was asked wrongly (another Host): a line is told, in case it is the settings that are wrong
        "django.security": {"handlers": ["untraced"], "propagate": False},
    },
}
