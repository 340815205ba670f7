"""The protocol: authorization code with PKCE, by oauthlib; identity tokens, by PyJWT."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from oauthlib.common import Request
from oauthlib.openid import RequestValidator, Server

from motcua.sandbox.identity_provider.people import Identity

CODE_LIVES = 60  # seconds
TOKEN_LIVES = 300
# What a provider that is broken, or somebody in its place, would send.
FAULTS = ("signature", "nonce", "expired", "audience", "issuer", "subject")


@dataclass(frozen=True)
class Client:
    """The system that asks, as oauthlib wants to see it."""

    client_id: str
    secret: str


@dataclass
class Grant:
    """What a code stands for: who signed in, for which request, until when, and its tokens."""

    identity: Identity
    request: dict[str, Any]
    fault: str
    until: float = field(default_factory=lambda: time.time() + CODE_LIVES)
    token: str = ""


class SigningKey:
    """An RSA key made for this run; `kid` names it in the published set."""

    def __init__(self) -> None:
        self._private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.kid = secrets.token_hex(8)

    @property
    def published(self) -> dict[str, Any]:
        public = jwt.algorithms.RSAAlgorithm.to_jwk(self._private.public_key(), as_dict=True)
        return {**public, "kid": self.kid, "use": "sig", "alg": "RS256"}

    def sign(self, claims: dict[str, Any], kid: str) -> str:
        return jwt.encode(claims, self._private, algorithm="RS256", headers={"kid": kid})


class IdentityProvider(RequestValidator):
    """One issuer with one client. oauthlib asks it what is so; it keeps codes and tokens.

    `return_addresses`: where the client's users may be sent back to, exactly.
    """

    def __init__(
        self, issuer: str, client_id: str, client_secret: str, return_addresses: list[str]
    ) -> None:
        self.issuer = issuer
        self.server = Server(self, token_expires_in=TOKEN_LIVES)
        self.key = SigningKey()
        self._forged = SigningKey()
        self._client = Client(client_id, client_secret)
        self._return_addresses = return_addresses
        self._grants: dict[str, Grant] = {}
        self._tokens: dict[str, Grant] = {}

    def may_return_to(self, address: str) -> bool:
        """After signing out: any page of a site the client is registered for."""
        return _origin(address) in {_origin(each) for each in self._return_addresses}

    # The client

    def validate_client_id(self, client_id: str, request: Request, *args: Any) -> bool:
        request.client = self._client
        return client_id == self._client.client_id

    def authenticate_client(self, request: Request, *args: Any, **kwargs: Any) -> bool:
        request.client = self._client
        told = f"{request.client_id}\0{request.client_secret}"
        known = f"{self._client.client_id}\0{self._client.secret}"
        return secrets.compare_digest(told.encode(), known.encode())

    def validate_redirect_uri(self, client_id: str, uri: str, *args: Any, **kwargs: Any) -> bool:
        return uri in self._return_addresses

    def get_default_redirect_uri(self, client_id: str, request: Request, *args: Any) -> None:
        """None: the address is said in every request."""

    def validate_response_type(self, client_id: str, kind: str, *args: Any, **kwargs: Any) -> bool:
        return kind == "code"

    def validate_grant_type(self, client_id: str, kind: str, *args: Any, **kwargs: Any) -> bool:
        return kind == "authorization_code"

    def validate_scopes(self, client_id: str, scopes: list[str], *args: Any, **kw: Any) -> bool:
        return "openid" in scopes

    def get_default_scopes(self, *args: Any, **kwargs: Any) -> list[str]:
        return ["openid"]

    def is_pkce_required(self, client_id: str, request: Request) -> bool:
        return True

    def validate_user_match(self, *args: Any, **kwargs: Any) -> bool:
        return True

    # Codes: once, within a minute, for the address they were asked for

    def save_authorization_code(
        self, client_id: str, code: dict[str, str], request: Request, *args: Any, **kwargs: Any
    ) -> None:
        asked = ("redirect_uri", "nonce", "code_challenge", "code_challenge_method", "scopes")
        kept = {name: getattr(request, name) for name in asked}
        self._grants[code["code"]] = Grant(request.identity, kept, request.fault)

    def validate_code(
        self, client_id: str, code: str, client: Client, request: Request, *args: Any, **kw: Any
    ) -> bool:
        grant = self._grants.get(code)
        if grant is None or grant.until < time.time():
            return False
        if grant.token:
            # Seen twice: somebody has it who should not. What it gave is worth nothing any more.
            self._tokens.pop(grant.token, None)
            return False
        request.user, request.scopes = grant, grant.request["scopes"]
        return True

    def confirm_redirect_uri(
        self, client_id: str, code: str, redirect_uri: str, *args: Any, **kwargs: Any
    ) -> bool:
        return bool(redirect_uri == self._grants[code].request["redirect_uri"])

    def get_authorization_code_scopes(
        self, client_id: str, code: str, redirect_uri: str, request: Request
    ) -> list[str]:
        grant = self._grants.get(code)
        return grant.request["scopes"] if grant else []

    def get_code_challenge(self, code: str, request: Request) -> str | None:
        challenge: str | None = self._grants[code].request["code_challenge"]
        return challenge

    def get_code_challenge_method(self, code: str, request: Request) -> str | None:
        method: str | None = self._grants[code].request["code_challenge_method"]
        return method

    def get_authorization_code_nonce(
        self, client_id: str, code: str, redirect_uri: str, request: Request
    ) -> str | None:
        nonce: str | None = self._grants[code].request["nonce"]
        return nonce

    def invalidate_authorization_code(
        self, client_id: str, code: str, request: Request, *args: Any, **kwargs: Any
    ) -> None:
        """It stays known, as used: see `validate_code`."""

    # Tokens

    def save_bearer_token(
        self, token: dict[str, Any], request: Request, *args: Any, **kwargs: Any
    ) -> None:
        request.user.token = token["access_token"]
        request.user.until = time.time() + TOKEN_LIVES
        self._tokens[token["access_token"]] = request.user

    def validate_bearer_token(self, token: str, scopes: list[str], request: Request) -> bool:
        grant = self._tokens.get(token)
        request.user = grant
        return grant is not None and grant.until > time.time()

    def get_userinfo_claims(self, request: Request) -> dict[str, Any]:
        grant: Grant = request.user
        subject = "somebody-else" if grant.fault == "subject" else grant.identity.subject
        return {"sub": subject, **grant.identity.claims}

    def get_id_token(self, token: dict[str, Any], token_handler: Any, request: Request) -> None:
        """oauthlib begins it, `finalize_id_token` completes it."""

    def finalize_id_token(
        self, id_token: dict[str, Any], token: dict[str, Any], handler: Any, request: Request
    ) -> str:
        grant: Grant = request.user
        claims = {
            **id_token,
            "iss": self.issuer,
            "sub": grant.identity.subject,
            "exp": id_token["iat"] + TOKEN_LIVES,
            "auth_time": id_token["iat"],
            "jti": secrets.token_hex(8),
            "acr": grant.identity.claims["loAs"],
        }
        wrong = {
            "nonce": {"nonce": "of another request"},
            "expired": {"iat": claims["iat"] - 7200, "exp": claims["iat"] - 3600},
            "audience": {"aud": "another-client"},
            "issuer": {"iss": "https://elsewhere.example"},
        }
        key = self._forged if grant.fault == "signature" else self.key
        return key.sign(claims | wrong.get(grant.fault, {}), kid=self.key.kid)


def _origin(address: str) -> tuple[str, str]:
    parts = urlsplit(address)
    return parts.scheme, parts.netloc
