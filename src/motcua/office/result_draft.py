"""The first draft of a result, from what the procedure publishes and the dossier says."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import override

from motcua.dossiers.models import Dossier, Result

LONGEST_TITLE = 300
# Published results that say no, or ask for more, are not what a proposal begins with.
_NEGATIVE = ("từ chối", "sửa đổi, bổ sung", "lý do", "không")


def draft_of(dossier: Dossier) -> tuple[str, str]:
    """Title and body: the draft already written when there is one, else a template filled in."""
    written = Result.objects.filter(dossier=dossier).first()
    if written is not None:
        return written.title, written.body
    return _title(dossier), _body(dossier)


def _title(dossier: Dossier) -> str:
    """The result the procedure publishes first, else the procedure's own name."""
    published = [_name(each) for each in dossier.case.version.results]
    granting = [name for name in published if name and not _is_negative(name)]
    return (granting or [dossier.procedure_name])[0][:LONGEST_TITLE]


def _name(published: object) -> str:
    return str(published.get("name", "")) if isinstance(published, dict) else str(published)


def _is_negative(name: str) -> bool:
    return any(word in name.lower() for word in _NEGATIVE)


def _body(dossier: Dossier) -> str:
    """A result is written in Vietnamese, whatever the language of the page."""
    applicant = dossier.applicant
    asked = dossier.content.get("request", {}).get("text", "").strip()
    received = f"{timezone.localtime(dossier.received_at):%d/%m/%Y}" if dossier.received_at else ""
    with override("vi"):
        born = f", sinh ngày {applicant.birth_date:%d/%m/%Y}" if applicant.birth_date else ""
        lines = [
            f"Căn cứ hồ sơ số {dossier} tiếp nhận ngày {received};",
            f"Theo kết quả thẩm định của {dossier.division}, {dossier.agency} giải quyết như sau:",
            f"Chủ hồ sơ: {applicant}{born}; số định danh {applicant.identity_number};"
            f" địa chỉ: {applicant.address}.",
            f"Nội dung đề nghị: {asked}" if asked else "",
            f"Hồ sơ đủ điều kiện theo quy định. {_title(dossier)} được cấp cho chủ hồ sơ nêu trên.",
        ]
    return "\n".join(line for line in lines if line)
