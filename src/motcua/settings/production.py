"""A real installation: everything secret is in the environment, and its absence stops the start."""

from django.core.exceptions import ImproperlyConfigured

from motcua.settings.base import *  # noqa: F403
from motcua.settings.base import SECRET_KEY

if not SECRET_KEY:
    raise ImproperlyConfigured("SECRET_KEY is not set in the environment.")

SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
