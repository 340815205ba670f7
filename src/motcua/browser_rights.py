"""What pages may ask a browser for: nothing, unless a page says so itself."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

NONE = "camera=(), microphone=(), geolocation=(), payment=()"


class BrowserRightsMiddleware:
    """Sets Permissions-Policy where the page did not."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.setdefault("Permissions-Policy", NONE)
        return response
