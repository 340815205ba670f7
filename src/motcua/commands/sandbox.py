"""`motcua sandbox`: the outside world of a demonstration, on this machine alone."""

from __future__ import annotations

import signal
import sys
import threading
from types import FrameType

import click

from motcua.commands.serve import require_free_port

CLIENT_ID = "motcua"
CLIENT_SECRET = "motcua-sandbox"  # noqa: S105 of the sandbox, where everyone is invented
RETURN_PATH = "/dang-nhap/dinh-danh/tro-ve/"


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Loopback address.")
@click.option("--port", default=8010, show_default=True, help="Port to listen on.")
@click.option("--client-id", default=CLIENT_ID, show_default=True, help="Who may ask.")
@click.option("--client-secret", default=CLIENT_SECRET, show_default=True, help="Its secret.")
@click.option(
    "--return-to",
    multiple=True,
    default=[f"http://127.0.0.1:8000{RETURN_PATH}"],
    show_default=True,
    help="Where people may be sent back to; may be repeated.",
)
@click.option("--antivirus-port", default=0, help="Port of an antivirus program; 0 for none.")
def sandbox(
    host: str,
    port: int,
    client_id: str,
    client_secret: str,
    return_to: tuple[str, ...],
    antivirus_port: int,
) -> None:
    """Play the systems outside: an identity provider with the national claims.

    OpenID Connect for invented people. docs/accounts.md says how a site is pointed at it. And, when
    a port is named for it, a clamd that knows the EICAR test file (docs/files.md).
    """
    from motcua.sandbox.antivirus import Antivirus
    from motcua.sandbox.identity_provider.provider import IdentityProvider
    from motcua.sandbox.serving import listening

    require_free_port(host, port)
    issuer = f"http://{host}:{port}"
    server = listening(
        IdentityProvider(issuer, client_id, client_secret, list(return_to)), host, port
    )
    if antivirus_port:
        require_free_port(host, antivirus_port)
        clamd = Antivirus(host, antivirus_port)
        threading.Thread(target=clamd.serve_forever, daemon=True).start()
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, _end)
    click.echo(f"{issuer}/.well-known/openid-configuration")
    server.serve_forever()


def _end(number: int, frame: FrameType | None) -> None:
    sys.exit(0)
