"""The `motcua` command. Each family of commands is one module of `motcua.commands`."""

import importlib

import click

# command name -> module that defines it; loaded only when asked for, so `--help` stays instant.
COMMANDS = {
    "calendar": "clock",
    "calendar-change": "calendar_change",
    "catch-mail": "mail",
    "count": "reorganise",
    "demo": "demo",
    "due": "clock",
    "export": "exports",
    "form": "forms",
    "import": "imports",
    "migrate": "database",
    "prefill-link": "prefilling",
    "process": "processes",
    "prove": "proofs",
    "reorganise": "reorganise",
    "roots": "proofs",
    "sandbox": "sandbox",
    "seal": "proofs",
    "seed": "database",
    "serve": "serve",
    "verify": "verify",
    "worker": "serve",
}


class LazyGroup(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"motcua.commands.{COMMANDS[cmd_name]}")
        attribute = "import_" if cmd_name == "import" else cmd_name.replace("-", "_")
        command: click.Command = getattr(module, attribute)
        return command


@click.group(cls=LazyGroup)
@click.version_option(package_name="motcua")
def main() -> None:
    """Một Cửa: the electronic one-stop system of a Vietnamese province."""
