"""The site as it is measured: the demonstration's settings, every request from an address of its
own, so that no measurement is of the limit on look-ups from one address."""

from motcua.settings.demo import *  # noqa: F403
from motcua.settings.demo import HOME
from motcua.settings.demo import STORAGES as _STORAGES

# The load generator names an address per request, as a proxy does.
ALLAUTH_TRUSTED_PROXY_COUNT = 1

STORAGES = _STORAGES | {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": HOME / "benchmark" / "files"},
    }
}
