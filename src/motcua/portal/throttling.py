"""How often one network address may ask."""

from allauth.account.adapter import get_adapter
from django.http import HttpRequest
from ninja.throttling import SimpleRateThrottle


class PerAddress(SimpleRateThrottle):
    """So many requests of one scope from one network address."""

    def __init__(self, scope: str, rate: str) -> None:
        self.scope = scope
        super().__init__(rate)

    def get_cache_key(self, request: HttpRequest) -> str:
        address = get_adapter(request).get_client_ip(request)
        return self.cache_format % {"scope": self.scope, "ident": address}
