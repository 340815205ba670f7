"""The demonstration of `motcua demo`: loopback only, invented people."""

from motcua.settings.base import *  # noqa: F403
from motcua.settings.base import SECRET_KEY as _SECRET_KEY

SECRET_KEY = _SECRET_KEY or "demonstration only, never a real installation"
DEMONSTRATION = True
