"""What holds on every installation. Secrets and addresses come from the environment only."""

import os
from urllib.parse import urlsplit

import environ

from config.content_policy import policy_of_readers, policy_of_sign_in, policy_of_the_admin
from config.environment import database, is_read_by_others, mail, secret, ways_to_tell

from .files import *  # noqa: F403
from .files import BASE_DIR, DATA_DIR, FAULTS_OF_FILES, MEDIA_URL
from .sign_in import *  # noqa: F403

env = environ.Env()

#: What is wrong with the environment. It is told at once, and all of it, by the settings that are used.
FAULTS: list[str] = [*FAULTS_OF_FILES]

DEBUG = False
# Past environ, to which a value that begins with "$" is the name of another variable.
SECRET_KEY = secret("SECRET_KEY", FAULTS)
# The keys before it, separated by spaces: what they signed and encrypted, second factors among it, still holds.
SECRET_KEY_FALLBACKS = os.environ.get("SECRET_KEY_FALLBACKS", "").split()
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])

INSTALLED_APPS = [
    "home",
    "press",
    "legal",
    "timeline",
    "accounts",
    # Wagtail's redirects, but none from the address of a draft.
    "timeline.redirects_app.RedirectsFromPublicAddresses",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "wagtail.contrib.sitemaps",
    "wagtail.embeds",
    "wagtail.sites",
    # Wagtail's accounts, asked about once more (docs/decisions/0027).
    "accounts.users_app.UsersAskedAgain",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    # For its translations of numbers in words.
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    # These two before all others, which answer some requests by themselves: with a redirect, a refusal, a file.
    "config.headers.HeadersMiddleware",
    "config.content_policy.ContentPolicyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "config.questions.BoundedQuestionsMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "timeline.freshness.AskAgainMiddleware",
    "timeline.freshness.TagWhatIsThereMiddleware",
    "timeline.kept_pages.KeptPagesMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "accounts.middleware.SecondFactorMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "timeline.redirects.GatedRedirectMiddleware",
    "timeline.gone.PageGoneMiddleware",
    "timeline.own_titles.OwnTitlesMiddleware",
    "timeline.refusals.TellRefusalMiddleware",
    "timeline.file_troubles.TellFileTroubleMiddleware",
    "timeline.older_versions.OlderVersionsMiddleware",
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
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    }
]

# So that a widget of ours may have its template among the others.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
# A procedure with its stages and outcomes is one form of more than a thousand fields, Django's own limit.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# SQLite as shipped locks up as soon as two editors save: write-ahead log, a lock taken when the
# transaction begins, and patience are what makes it hold (docs/decisions/0005).
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA foreign_keys=ON;PRAGMA journal_size_limit=67108864;"
    ),
}
_DATABASE_URL = secret("DATABASE_URL", FAULTS) or f"sqlite:///{DATA_DIR / 'db.sqlite3'}"
DATABASES = {"default": database(_DATABASE_URL, FAULTS)}
SECRET_FILES_READ_BY_OTHERS = [
    name
    for name in ("SECRET_KEY_FILE", "DATABASE_URL_FILE", "S3_ACCESS_KEY_FILE", "S3_SECRET_KEY_FILE")
    if is_read_by_others(os.environ.get(name, ""))
]
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

# Each picture that a page draws is remembered. A long year draws more of them than the 300 things that a
# cache of Django's keeps at most: they would push everything else out of it, with each request.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "renditions": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "renditions",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    },
    # What polls are answered by, and the drawn cards, which are large: neither throws the other out.
    "polls": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "polls",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    },
    "cards": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "cards"},
    # Drawn pages (docs/decisions/0020). In the memory of the process, whatever the others use: a new release begins
    # with none. 300 pages of 60 kB are 18 MB.
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "OPTIONS": {"MAX_ENTRIES": 300},
    },
    # Who tried how often to sign in. In the database, for all processes count together (docs/decisions/0027).
    "signin": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_signin_cache",
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    },
}
#: Where every page is to be drawn each time: while templates are written, and in tests, whose changes are undone.
DRAWN_EACH_TIME = {"pages": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# The one language of a site: what its words and its dates are in (docs/operations.md, "Another language").
LANGUAGE_CODE = env("LANGUAGE_CODE", default="en-gb")
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True

STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = BASE_DIR / "staticfiles"
STATIC_URL = "/static/"

WAGTAIL_SITE_NAME = "Throughline"
WAGTAILADMIN_BASE_URL = env("SITE_URL", default="http://127.0.0.1:8000")
# How mail goes out. An editor whose doing sends one waits for the mail server no longer than this (seconds).
EMAIL_TIMEOUT = 10
globals().update(mail(secret("EMAIL_URL", FAULTS), FAULTS))
_FROM = f"no-reply@{urlsplit(WAGTAILADMIN_BASE_URL).hostname}"
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env("EMAIL_FROM", default=_FROM)
# An editor's embargo must not depend on the time zone of a profile.
WAGTAIL_USER_TIME_ZONES = ["Europe/London"]
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
# Milliseconds. Each preview and each autosave writes to the database.
WAGTAIL_AUTOSAVE_INTERVAL = 3000
WAGTAIL_AUTO_UPDATE_PREVIEW_INTERVAL = 2000
# A shared password is kept in plain text and is not throttled: sign in instead.
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILEMBEDS_FINDERS = []

WAGTAILIMAGES_IMAGE_MODEL = "timeline.CampaignImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "timeline.image_forms.CampaignImageForm"
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp", "avif", "heic"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 15 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 25_000_000
WAGTAILDOCS_DOCUMENT_MODEL = "timeline.CampaignDocument"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "timeline.document_forms.CampaignDocumentForm"
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "odt", "xlsx", "ods", "csv", "txt"]
# In megabytes, for those who keep documents. Larger ones cannot be cleaned within a request.
WAGTAILDOCS_MAX_UPLOAD_SIZE = env.int("DOCUMENT_MAX_MB", default=25) * 1024 * 1024
WAGTAILDOCS_SERVE_METHOD = "serve_view"
# By the suffix, which the content bears out, and not by what this machine knows of suffixes.
WAGTAILDOCS_CONTENT_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "csv": "text/csv",
    "txt": "text/plain",
}
WAGTAILDOCS_INLINE_CONTENT_TYPES = ["application/pdf"]

WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "timeline.search", "SEARCH_CONFIG": "english"}}

# Wagtail's own tasks (search, the index of references) are done at once, but for what an import holds back until all
# of its entries are there. Fetching from other people's servers and imports are done at once too, while the editor
# looks on, unless a worker runs: "manage.py db_worker --backend web".
_AT_ONCE = {"BACKEND": "timeline.held_tasks.HoldableBackend"}
TASKS = {
    "default": _AT_ONCE,
    "web": {"BACKEND": "django_tasks_db.DatabaseBackend"} if env.bool("TASKS_WORKER", default=False) else _AT_ONCE,
    # What must not show in the time of an answer, with a worker and without one (docs/decisions/0027).
    "after_the_answer": {"BACKEND": "accounts.after_the_answer.AfterTheAnswer"},
}

# A feed holds this many of the newest announcements.
FEED_LENGTH = 50

# What we call ourselves when we ask other people's servers: who asks, and where to complain.
LINKS_USER_AGENT = f"Throughline/0.1 (link checks and kept copies; +{WAGTAILADMIN_BASE_URL})"
# Where the Internet Archive is asked to keep a copy, when an editor says so. The address of the page follows it.
LINKS_ARCHIVE_SAVE_URL = "https://web.archive.org/save/"
# "host:port" or a network on the loopback, to be fetched like a public address. For the tests alone: a site that
# fetches from itself gives away what only its own machine may see, so nothing reads this from the environment.
LINKS_ALLOWED_FOR_TESTS = []

# Whom to tell of a hole in this site, until when that holds, and what is promised (/.well-known/security.txt).
SECURITY_CONTACT = ways_to_tell(os.environ.get("SECURITY_CONTACT", ""), FAULTS)
SECURITY_EXPIRES = os.environ.get("SECURITY_EXPIRES", "")
SECURITY_POLICY = os.environ.get("SECURITY_POLICY", "")

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {"DIRECTIVES": policy_of_readers(MEDIA_URL)}
CONTENT_SECURITY_POLICY_OF_THE_ADMIN = {"DIRECTIVES": policy_of_the_admin(MEDIA_URL)}
CONTENT_SECURITY_POLICY_OF_SIGN_IN = {"DIRECTIVES": policy_of_sign_in(MEDIA_URL)}
SESSION_COOKIE_HTTPONLY = True
PASSWORD_RESET_TIMEOUT = 3600
