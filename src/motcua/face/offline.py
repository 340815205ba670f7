"""Which pages a browser may keep for when the line is down."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.crypto import salted_hmac

# A cookie of the machine, not of a person: others use it too, nothing of anybody stays on it.
SHARED_MACHINE = "may_dung_chung"


def is_shared_machine(request: HttpRequest) -> bool:
    return bool(request.COOKIES.get(SHARED_MACHINE))


def offline_key(request: HttpRequest) -> str:
    """Whose a kept page is, without telling who; empty when nothing may be kept."""
    if not request.user.is_authenticated or is_shared_machine(request):
        return ""
    return salted_hmac("motcua.offline", str(request.user.pk)).hexdigest()[:24]
