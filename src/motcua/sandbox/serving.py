"""One process that answers for the outside world, on this machine alone."""

from __future__ import annotations

import secrets
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application

from motcua.sandbox.identity_provider.provider import IdentityProvider
from motcua.sandbox.identity_provider.views import pages

HERE = Path(__file__).resolve().parent


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Addresses carry codes and names; nothing of them is written down."""


def listening(provider: IdentityProvider, host: str, port: int) -> WSGIServer:
    """The server, already bound; `serve_forever` makes it answer."""
    settings.configure(
        SECRET_KEY=secrets.token_urlsafe(32),
        ALLOWED_HOSTS=["127.0.0.1", "localhost", "[::1]"],
        ROOT_URLCONF=tuple(pages(provider)),
        INSTALLED_APPS=["django.contrib.staticfiles"],
        MIDDLEWARE=[
            "django.middleware.security.SecurityMiddleware",
            "motcua.sandbox.language.asked_for",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.middleware.clickjacking.XFrameOptionsMiddleware",
        ],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "DIRS": [HERE / "templates"],
                "OPTIONS": {"builtins": ["django.templatetags.i18n"]},
            }
        ],
        # Cookies know hosts, not ports: the site under demonstration has others of the same names.
        CSRF_COOKIE_NAME="sandbox_csrf",
        LANGUAGE_CODE="vi",
        LANGUAGES=[("vi", "Tiếng Việt"), ("en", "English")],
        LOCALE_PATHS=[HERE.parent / "locale"],
        USE_TZ=True,
        LOGGING={
            "version": 1,
            "handlers": {"stderr": {"class": "logging.StreamHandler"}},
            "loggers": {"django": {"handlers": ["stderr"], "level": "ERROR", "propagate": False}},
        },
    )
    django.setup()
    return make_server(
        host, port, get_wsgi_application(), server_class=_Server, handler_class=_Quiet
    )
