"""What a step is and where it is done: the words of an internal process table."""

from django.db.models import TextChoices


class StepKind(TextChoices):
    """The kind of work of one step; it decides which act ends the step."""

    RECEPTION = "reception", "Tiếp nhận"
    ASSIGN = "assign", "Phân công"
    PROCESS = "process", "Thụ lý"
    REVIEW = "review", "Xét duyệt"
    SIGN = "sign", "Ký duyệt"
    NUMBER = "number", "Lấy số, phát hành"
    RETURN = "return", "Trả kết quả"
    # Not "opinion": that is the task of an opinion asked for by an act, outside the table.
    OPINION = "consult", "Lấy ý kiến"
    FEE = "fee", "Thu phí, lệ phí"


class Wait(TextChoices):
    """What the applicant is waited for while the office owes no work."""

    PAYMENT = "payment", "Chờ nộp phí, lệ phí"
    SUPPLEMENT = "supplement", "Chờ bổ sung hồ sơ"


class Place(TextChoices):
    """Who holds the dossier during a step, seen from the solving agency."""

    ONE_STOP = "one_stop", "Bộ phận Một cửa"
    DIVISION = "division", "Phòng chuyên môn"
    LEADERSHIP = "leadership", "Lãnh đạo"
    RECORDS = "records", "Văn thư"
    OTHER = "other", "Cơ quan khác"
