"""The yardstick of a look-up: a bare Django view with one raw SELECT, and its settings.

No application, no middleware, no template; the same server, database and pool of connections.
"""

from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.urls import path

from motcua.settings.demo import (  # noqa: F401
    ALLOWED_HOSTS,
    DATABASES,
    LOGGING,
    PAPER_TEMPLATES,
    SECRET_KEY,
    TIME_ZONE,
    USE_TZ,
)

DEBUG = False
INSTALLED_APPS: list[str] = []
MIDDLEWARE: list[str] = []
ROOT_URLCONF = __name__


def dossier(request: HttpRequest, code: str) -> JsonResponse:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT code, state, received_at, appointment_at, finished_at"
            " FROM dossiers_dossier WHERE code = %s",
            [code],
        )
        names = ("code", "state", "received_at", "appointment_at", "finished_at")
        return JsonResponse(dict(zip(names, cursor.fetchone(), strict=True)))


urlpatterns = [path("dossiers/<str:code>", dossier)]
