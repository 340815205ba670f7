"""The demonstration of `motcua demo`: loopback only, invented people."""

from motcua.settings.base import *  # noqa: F403
from motcua.settings.base import SECRET_KEY as _SECRET_KEY

SECRET_KEY = _SECRET_KEY or "demonstration only, never a real installation"
DEMONSTRATION = True

# Invented, like everyone and everything it is printed for.
FEE_ACCOUNT = {
    "bank_bin": "970416",
    "bank_name": "Ngân hàng trình diễn",
    "number": "000000000000",
    "holder": "KHO BAC TRINH DIEN",
}
