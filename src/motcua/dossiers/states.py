"""The ten public states of a dossier."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.IntegerChoices):
    """The ten public states exchanged with the National Portal."""

    REGISTERED = 1, _("Mới đăng ký")
    RECEIVED = 2, _("Được tiếp nhận")
    NOT_RECEIVED = 3, _("Không được tiếp nhận")
    PROCESSING = 4, _("Đang xử lý")
    SUPPLEMENT = 5, _("Yêu cầu bổ sung giấy tờ")
    PAYMENT = 6, _("Yêu cầu thực hiện nghĩa vụ tài chính")
    WITHDRAWING = 7, _("Công dân yêu cầu rút hồ sơ")
    STOPPED = 8, _("Dừng xử lý")
    FINISHED = 9, _("Đã xử lý xong")
    RETURNED = 10, _("Đã trả kết quả")

    @classmethod
    def closed(cls) -> tuple[State, ...]:
        return (cls.NOT_RECEIVED, cls.STOPPED, cls.RETURNED)
