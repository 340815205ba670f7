"""Settings every installation shares. Secrets and addresses come from the environment alone."""

from pathlib import Path
from urllib.parse import urlsplit

import environ
import pghistory
from django.utils.translation import gettext_lazy as _

from motcua.settings.logs import logging_settings

env = environ.Env()

PACKAGE = Path(__file__).resolve().parent.parent
# Files, the embedded database and logs of a small installation live here.
HOME = Path(env.str("MOTCUA_HOME", default="var")).resolve()

SECRET_KEY = env.str("SECRET_KEY", default="")
DEBUG = False
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
# The address printed on papers (QR codes) and sent in messages.
SITE_URL = env.str("SITE_URL", default="http://localhost:8000")
TRACKING_URL = SITE_URL + "/tra-cuu/"
# A directory of templates that win over the packaged ones (docs/papers); empty for none.
PAPER_TEMPLATES = env.str("PAPER_TEMPLATES", default="")
# A demonstration installation offers invented identities to sign in with and says so on every page.
DEMONSTRATION = False

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "csp",
    "django_htmx",
    "pghistory",
    "pgtrigger",
    "procrastinate.contrib.django",
    "rules",
    "motcua.organization",
    "motcua.calendars",
    "motcua.people",
    "motcua.files",
    "motcua.mandates",
    "motcua.catalog",
    "motcua.processes",
    "motcua.forms",
    "motcua.papers",
    "motcua.messages",
    "motcua.dossiers",
    "motcua.reorganisation",
    "motcua.feedback",
    "motcua.correspondence",
    "motcua.face",
    "motcua.accounts",
    "motcua.portal",
    "motcua.office",
    "motcua.administration",
    "motcua.api",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "motcua.browser_rights.BrowserRightsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "motcua.face.language.ChosenLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "motcua.urls"
WSGI_APPLICATION = "motcua.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "motcua.context.site",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]

FORM_RENDERER = "motcua.face.forms.FaceRenderer"

DATABASES = {
    "default": env.db_url("DATABASE_URL", default="postgresql://motcua@127.0.0.1:5432/motcua")
}
DATABASES["default"]["OPTIONS"] = {
    "pool": {"min_size": 1, "max_size": 10},
    # A statement used five times on a connection is planned once for all: planning the joins of
    # a page costs more than running them.
    "server_side_binding": True,
    "prepare_threshold": 5,
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "django.contrib.auth.backends.ModelBackend",
]
# Of officials; citizens have none.
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["username", "full_name"]},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "/dang-nhap/"
LOGIN_REDIRECT_URL = "portal:my_dossiers"
LOGOUT_REDIRECT_URL = "/"

# Citizens' ways in (docs/accounts.md). The national identity provider: OpenID Connect; without an
# issuer there is none.
IDENTITY_ISSUER = env.str("IDENTITY_ISSUER", default="").rstrip("/")
IDENTITY_DISCOVERY = env.str(
    "IDENTITY_DISCOVERY", default=f"{IDENTITY_ISSUER}/.well-known/openid-configuration"
)
IDENTITY_CLIENT_ID = env.str("IDENTITY_CLIENT_ID", default="")
IDENTITY_CLIENT_SECRET = env.str("IDENTITY_CLIENT_SECRET", default="")
IDENTITY_SCOPE = env.str("IDENTITY_SCOPE", default="openid")
IDENTITY_ACR_VALUES = env.str("IDENTITY_ACR_VALUES", default="")
# What the button says.
IDENTITY_NAME = env.str("IDENTITY_NAME", default="VNeID")
# Where its pages are, if not where it issues: a form of ours may lead there.
IDENTITY_ORIGINS = env.list("IDENTITY_ORIGINS", default=[])

ACCOUNT_ADAPTER = "motcua.accounts.adapters.Accounts"
SOCIALACCOUNT_ADAPTER = "motcua.accounts.adapters.Identities"
SOCIALACCOUNT_EMAIL_VERIFICATION = ACCOUNT_EMAIL_VERIFICATION = "none"
SOCIALACCOUNT_STORE_TOKENS = False
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
ACCOUNT_RATE_LIMITS = {
    "request_login_code": "20/m/ip,6/h/key",
    "confirm_login_code": "30/m/ip,12/h/key",
}
MFA_SUPPORTED_TYPES = ["webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
# motcua.accounts.freshness asks for it instead.
MFA_REAUTHENTICATION_REQUIRED = False

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"

STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
STATICFILES_DIRS = [PACKAGE / "static"]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": HOME / "files"},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Who changed which rule: every state of a tracked row is kept, and what is kept is not changed.
PGHISTORY_DEFAULT_TRACKERS = (
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
)
PGHISTORY_CONTEXT_FIELD = pghistory.ContextJSONField()
PGHISTORY_CONTEXT_ID_FIELD = pghistory.ContextUUIDField()
PGHISTORY_APPEND_ONLY = True

# Uploads: one file of a dossier component.
UPLOAD_MAX_BYTES = 10 * 1024 * 1024
UPLOAD_MAX_PAGES = 200
# Parts of files still on their way, on a disk all web processes share, and how long they wait.
UPLOAD_PARTS = HOME / "storage" / "uploads"
UPLOAD_KEPT_HOURS = 24
# The clamd that looks at every file: tcp://host:3310 or unix:///run/clamd.sock; empty for none.
ANTIVIRUS_URL = env.str("ANTIVIRUS_URL", default="")
# A directory of certificates (PEM or DER) of the roots by which signatures of files are trusted.
SIGNATURE_ROOTS = env.str("SIGNATURE_ROOTS", default="")
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024

# Days a dossier begun and not filed is kept since it was last saved (docs/filing.md).
DRAFT_KEPT_DAYS = env.int("DRAFT_KEPT_DAYS", default=90)
# Days after a dossier has ended in which its applicant and the one-stop may still write.
CORRESPONDENCE_OPEN_DAYS = env.int("CORRESPONDENCE_OPEN_DAYS", default=30)
# Days after the return of a result when who filed is asked, once, to rate.
RATING_INVITED_AFTER_DAYS = env.int("RATING_INVITED_AFTER_DAYS", default=2)

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "motcua.errors.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"

_issuer = urlsplit(IDENTITY_ISSUER)
_IDENTITY_PAGES = IDENTITY_ORIGINS or (
    [f"{_issuer.scheme}://{_issuer.netloc}"] if IDENTITY_ISSUER else []
)
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "worker-src": ["'self'"],
        "manifest-src": ["'self'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'", *_IDENTITY_PAGES],
        "frame-ancestors": ["'self'"],
    }
}

LOGGING = logging_settings(
    form=env.str("LOG_FORMAT", default="plain"), level=env.str("LOG_LEVEL", default="INFO")
)

# The province whose system this is (QĐ 20/2020/QĐ-TTg level-1 code).
PROVINCE_CODE = env.str("PROVINCE_CODE", default="H24")

# Notices by e-mail: the server that takes them (docs/messages.md); without one there are none.
EMAIL_URL = env.str("EMAIL_URL", default="")
if EMAIL_URL:
    vars().update(env.email_url("EMAIL_URL"))
EMAIL_TIMEOUT = 10  # seconds a mail server may take to answer
DEFAULT_FROM_EMAIL = env.str("EMAIL_FROM", default="Một Cửa <khong-tra-loi@localhost>")
MESSAGE_CHANNELS = ["notice", *(["email"] if EMAIL_URL else [])]

# Electronic receipts of fees: symbols and tax code of who collects (NĐ 254/2026, TT 91/2026).
FEE_RECEIPT = {
    "form_symbol": env.str("FEE_RECEIPT_FORM", default="EBL01"),
    # After the two digits of the year: T and two letters.
    "series": env.str("FEE_RECEIPT_SERIES", default="TAA"),
    "tax_code": env.str("FEE_RECEIPT_TAX_CODE", default=""),
}

# The account fees are transferred to, printed with its payment code; no code without a number.
FEE_ACCOUNT = {
    "bank_bin": env.str("FEE_ACCOUNT_BANK_BIN", default=""),
    "bank_name": env.str("FEE_ACCOUNT_BANK_NAME", default=""),
    "number": env.str("FEE_ACCOUNT_NUMBER", default=""),
    "holder": env.str("FEE_ACCOUNT_HOLDER", default=""),
}

MESSAGE_TAGS: dict[int, str] = {}
SERVICE_NAME = _("Một Cửa")
