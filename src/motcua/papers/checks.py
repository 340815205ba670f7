"""At start-up: the templates of the province print every paper, or the site does not start."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.utils.translation import gettext as _

from motcua.papers.editions import PaperKind
from motcua.papers.rendering import PaperError, render
from motcua.papers.specimen import specimen


@register("papers")
def province_templates_print(**options: Any) -> list[CheckMessage]:
    """One error a paper the templates in ``PAPER_TEMPLATES`` cannot print."""
    if not settings.PAPER_TEMPLATES:
        return []
    if not Path(settings.PAPER_TEMPLATES).is_dir():
        return [
            Error(
                _("PAPER_TEMPLATES: không có thư mục %(path)s.")
                % {"path": settings.PAPER_TEMPLATES},
                hint=_("Tạo thư mục này, hoặc bỏ trống PAPER_TEMPLATES để dùng mẫu có sẵn."),
                id="papers.E001",
            )
        ]
    return [error for kind in PaperKind if (error := _error_of(kind))]


def _error_of(kind: PaperKind) -> Error | None:
    try:
        for filled in (True, False):
            render(kind, specimen(kind, filled=filled))
    except PaperError as error:
        return Error(
            _("Mẫu giấy của địa phương không in được: %(error)s") % {"error": error},
            hint=_("Sửa tệp được nêu tên trong %(path)s, hoặc bỏ tệp đó để dùng mẫu có sẵn.")
            % {"path": settings.PAPER_TEMPLATES},
            id="papers.E002",
        )
    return None
