"""What every command needs before its work: settings, Django, a database that answers."""

import os

from motcua.trouble import Trouble

DEMO_SETTINGS = "motcua.settings.demo"
PRODUCTION_SETTINGS = "motcua.settings.production"


def choose_settings(default: str = PRODUCTION_SETTINGS) -> None:
    """Take the settings the environment names, else the default; refuse incomplete ones."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", default)
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured

    try:
        settings.SECRET_KEY  # noqa: B018  reading any setting loads them all
    except ImproperlyConfigured as error:
        raise Trouble(
            f"Cấu hình chưa đủ: {error}",
            f"The settings are incomplete: {error} docs/operations.md lists them.",
        ) from error


def start_django(default: str = PRODUCTION_SETTINGS) -> None:
    """Make models usable in this process; after it a command may import them."""
    import django

    choose_settings(default)
    django.setup()


def require_database() -> None:
    """Raise Trouble unless the configured database answers within five seconds."""
    import psycopg
    from django.db import connection

    parameters = connection.get_connection_params()
    for name in ("cursor_factory", "context"):
        parameters.pop(name, None)
    try:
        psycopg.connect(**(parameters | {"connect_timeout": 5})).close()
    except psycopg.OperationalError as error:
        place = connection.settings_dict
        address = f"{place['HOST'] or 'localhost'}:{place['PORT'] or 5432}/{place['NAME']}"
        reason = str(error).strip().splitlines()[0]
        raise Trouble(
            f"Không kết nối được cơ sở dữ liệu {address} (DATABASE_URL): {reason}",
            f"The database {address} (DATABASE_URL) cannot be reached: {reason}",
        ) from error


def require_papers() -> None:
    """Raise Trouble naming each template of the province that does not print its paper."""
    from django.conf import settings

    if not settings.PAPER_TEMPLATES:
        return
    start_django()
    from django.utils import translation

    from motcua.papers.checks import province_templates_print

    said = []
    for language in ("vi", "en"):
        with translation.override(language):
            errors = province_templates_print()
        said.append("\n".join(f"{error.msg}\n{error.hint}" for error in errors))
    if any(said):
        raise Trouble(*said)
