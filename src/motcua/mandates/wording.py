"""What a person agrees to, in full: who, for what, which data, and the rights they keep.

Law 91/2025/QH15 Art. 4 and 9. The sentences shown are the ones kept with the consent.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from motcua.mandates.models import Mandate
from motcua.organization.models import Agency
from motcua.people.models import Account


@dataclass(frozen=True)
class Agreement:
    """One purpose, its data, and all that is said to whoever agrees, in paragraphs."""

    purpose: str
    data_types: tuple[str, ...]
    paragraphs: tuple[str, ...]

    @property
    def wording(self) -> str:
        """Everything shown, as it is kept."""
        data = "\n".join(f"- {each}" for each in self.data_types)
        return "\n\n".join([self.purpose, data, *self.paragraphs])


def agreement(mandate: Mandate) -> Agreement:
    """In the language now active."""
    return Agreement(_purpose(mandate), _data_types(), tuple(_paragraphs(mandate)))


def actor_name(account: Account) -> str:
    return account.full_name or account.get_username()


def _purpose(mandate: Mandate) -> str:
    names = {
        "person": mandate.full_name,
        "number": mandate.identity_number,
        "actor": actor_name(mandate.account),
        "procedure": mandate.procedure.name if mandate.procedure else "",
    }
    if mandate.is_by_law:
        return _scoped(mandate, _by_law()) % names
    return _scoped(mandate, _agreed()) % names


def _scoped(mandate: Mandate, sentences: dict[str, str]) -> str:
    scope = mandate.scope
    if scope == Mandate.Scope.DOSSIER and mandate.procedure is None:
        scope = "any_dossier"
    return sentences[scope]


def _agreed() -> dict[str, str]:
    return {
        Mandate.Scope.DOSSIER: _(
            "Tôi là %(person)s, số định danh %(number)s. Tôi đồng ý để %(actor)s thay tôi khai, nộp"
            " và theo dõi một hồ sơ thủ tục “%(procedure)s”."
        ),
        "any_dossier": _(
            "Tôi là %(person)s, số định danh %(number)s. Tôi đồng ý để %(actor)s thay tôi khai, nộp"
            " và theo dõi một hồ sơ thủ tục hành chính."
        ),
        Mandate.Scope.PROCEDURE: _(
            "Tôi là %(person)s, số định danh %(number)s. Tôi đồng ý để %(actor)s thay tôi khai, nộp"
            " và theo dõi hồ sơ thủ tục “%(procedure)s”."
        ),
        Mandate.Scope.ALL: _(
            "Tôi là %(person)s, số định danh %(number)s. Tôi đồng ý để %(actor)s thay tôi khai, nộp"
            " và theo dõi hồ sơ thủ tục hành chính."
        ),
    }


def _by_law() -> dict[str, str]:
    whole = _(
        "Tôi là %(actor)s, người đại diện theo pháp luật của %(person)s, số định danh %(number)s."
        " Tôi khai, nộp và theo dõi hồ sơ thủ tục hành chính thay cho người, tổ chức ấy."
    )
    one = _(
        "Tôi là %(actor)s, người đại diện theo pháp luật của %(person)s, số định danh %(number)s."
        " Tôi khai, nộp và theo dõi hồ sơ thủ tục “%(procedure)s” thay cho người, tổ chức ấy."
    )
    return {
        Mandate.Scope.DOSSIER: one,
        "any_dossier": whole,
        Mandate.Scope.PROCEDURE: one,
        Mandate.Scope.ALL: whole,
    }


def _data_types() -> tuple[str, ...]:
    return (
        _("Họ tên, số định danh, ngày sinh, địa chỉ, điện thoại, thư điện tử"),
        _("Nội dung đề nghị và ảnh chụp giấy tờ nộp kèm, kể cả thẻ căn cước"),
        _("Tình trạng giải quyết và kết quả của hồ sơ"),
    )


def _paragraphs(mandate: Mandate) -> list[str]:
    said = [
        _(
            "Dữ liệu chỉ dùng để giải quyết thủ tục hành chính, do %(agency)s và cơ quan giải quyết"
            " hồ sơ kiểm soát."
        )
        % {"agency": _controller(mandate)},
    ]
    if mandate.helper_id is not None:
        said.append(
            _(
                "Người hỗ trợ chỉ xem được hồ sơ này, và chỉ đến khi trả kết quả. Người hỗ trợ"
                " không được giữ bản sao giấy tờ, mật khẩu hay mã của tôi."
            )
        )
    if mandate.valid_to:
        day = f"{mandate.valid_to:%d/%m/%Y}"
        said.append(_("Việc nộp thay có giá trị đến hết ngày %(day)s.") % {"day": day})
    said.append(
        _(
            "Việc này là tự nguyện: không đồng ý, tôi vẫn tự nộp hoặc nộp tại Bộ phận Một cửa. Tôi"
            " có quyền xem, sửa dữ liệu, khiếu nại, và rút lại đồng ý bất cứ lúc nào; những gì đã"
            " nộp trước đó vẫn được giải quyết."
        )
    )
    return said


def _controller(mandate: Mandate) -> str:
    if mandate.helper is not None:
        return mandate.helper.point.agency.name
    province = Agency.objects.filter(code=settings.PROVINCE_CODE).values_list("name", flat=True)
    return province.first() or ""
