"""Words an act cannot do without."""

from django.utils.translation import gettext as _

from motcua.dossiers.acts.base import Refused


def required_text(text: str, name: str) -> str:
    """The text without surrounding space; raises Refused when there is none."""
    text = text.strip()
    if not text:
        raise Refused(
            _("Chưa thực hiện được."),
            _("Chưa ghi %(name)s.") % {"name": name},
            _("Hãy ghi rõ để người nộp và người xử lý sau cùng hiểu."),
        )
    return text
