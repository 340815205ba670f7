"""State, position, tasks, pauses and requests of every dossier against each other."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection

from motcua.dossiers.models import Dossier
from motcua.dossiers.verification.wrong import Wrong

# What must never be true of a dossier, with the words for it. States are numbered as `State` is.
_NEVER = """
    ('đã kết thúc nhưng còn việc đang mở',
     d.state IN (3, 8, 10) AND EXISTS (SELECT FROM open_task)),
    ('các việc đang mở không khớp với bước của quy trình',
     d.state NOT IN (3, 8, 10) AND (
        SELECT coalesce(array_agg(key::text ORDER BY key::text), '{}') FROM open_task
        WHERE key IS NOT NULL
     ) IS DISTINCT FROM (
        SELECT coalesce(array_agg(key::text ORDER BY key::text), '{}')
        FROM jsonb_array_elements_text(road.position -> 'ready') AS key)),
    ('không có quy trình', road.id IS NULL),
    ('có mã nhưng chưa tiếp nhận, hoặc đã tiếp nhận mà không có mã, hạn, ngày hẹn',
     num_nonnulls(d.code, d.received_at, d.due_at, d.appointment_at) NOT IN (0, 4)),
    ('trạng thái không hợp với việc tiếp nhận',
     (d.state IN (1, 3) AND d.code IS NOT NULL)
     OR (d.state IN (2, 4, 6, 7, 9, 10) AND d.code IS NULL)),
    ('thời điểm xử lý xong không khớp trạng thái',
     (d.finished_at IS NOT NULL) <> (d.state IN (9, 10))),
    ('thời điểm trả kết quả không khớp trạng thái', (d.returned_at IS NOT NULL) <> (d.state = 10)),
    ('thời hạn đang tạm dừng không khớp trạng thái',
     CASE WHEN d.state = 5 THEN d.code IS NOT NULL AND NOT EXISTS (SELECT FROM open_pause)
          WHEN d.state IN (6, 7, 8) THEN false
          ELSE EXISTS (SELECT FROM open_pause) END),
    ('yêu cầu bổ sung không khớp trạng thái',
     d.state IN (1, 2, 4, 5, 6) AND (d.state = 5) <> EXISTS (
        SELECT FROM dossiers_supplementrequest r WHERE r.dossier_id = d.id
        AND r.sent_at IS NOT NULL AND r.answered_at IS NULL)),
    ('yêu cầu rút hồ sơ không khớp trạng thái',
     (d.state = 7) <> EXISTS (
        SELECT FROM dossiers_withdrawal w WHERE w.dossier_id = d.id AND w.answered_at IS NULL)),
    ('chờ nộp phí nhưng không còn khoản phải nộp',
     d.state = 6 AND NOT EXISTS (
        SELECT FROM dossiers_charge c WHERE c.dossier_id = d.id AND c.status = 'due')),
    ('việc gửi yêu cầu bổ sung không khớp yêu cầu đã đề nghị',
     d.state IN (2, 4) AND EXISTS (SELECT FROM open_task WHERE kind = 'supplement_notice')
     <> EXISTS (SELECT FROM dossiers_supplementrequest r
        WHERE r.dossier_id = d.id AND r.sent_at IS NULL)),
    ('việc gửi xin lỗi, gia hạn không khớp đề nghị',
     d.state IN (2, 4) AND EXISTS (SELECT FROM open_task WHERE kind = 'extension_notice')
     <> EXISTS (SELECT FROM dossiers_extension e
        WHERE e.dossier_id = d.id AND e.sent_at IS NULL)),
    ('việc trả lời yêu cầu rút không khớp trạng thái',
     (d.state = 7) <> EXISTS (SELECT FROM open_task WHERE kind = 'withdrawal')),
    ('việc trả lời ý kiến không khớp ý kiến đang hỏi',
     EXISTS (SELECT FROM dossiers_opinion o JOIN open_task t ON t.id = o.task_id
        WHERE o.answered_at IS NOT NULL)
     OR EXISTS (SELECT FROM open_task t WHERE t.kind = 'opinion' AND NOT EXISTS (
        SELECT FROM dossiers_opinion o WHERE o.task_id = t.id))),
    ('kết quả đã phát hành không khớp trạng thái',
     (d.state = 9 OR (d.state = 10 AND EXISTS (
        SELECT FROM dossiers_event e WHERE e.dossier_id = d.id AND e.act = 'release')))
     <> EXISTS (SELECT FROM dossiers_result r WHERE r.dossier_id = d.id
        AND num_nonnulls(r.released_at, r.signed_at, r.numbered_at, r.file_id) = 4)),
    ('phần việc của cơ quan đã đóng nhưng còn việc, hoặc còn mở mà hết việc',
     EXISTS (SELECT FROM dossiers_part p WHERE p.dossier_id = d.id AND NOT p.lead AND
        (p.closed_at IS NULL) <> EXISTS (SELECT FROM open_task t WHERE t.part_id = p.id))
     OR EXISTS (SELECT FROM open_task t JOIN dossiers_part p ON p.id = t.part_id
        WHERE p.dossier_id <> d.id OR p.key <> t.step_part)),
    ('phần việc chủ trì không khớp trạng thái',
     EXISTS (SELECT FROM dossiers_part p WHERE p.dossier_id = d.id AND p.lead AND
        (p.closed_at IS NOT NULL) <> (d.state IN (3, 8, 10))))
"""

_WRONG = """
SELECT coalesce(d.code, d.reference), never.why
FROM dossiers_dossier d
LEFT JOIN dossiers_road road ON road.dossier_id = d.id
CROSS JOIN LATERAL (
    WITH open_task AS (
        SELECT task.id, task.kind, task.part_id, step.key, step.part AS step_part
        FROM dossiers_task task LEFT JOIN processes_step step ON step.id = task.step_id
        WHERE task.dossier_id = d.id AND task.closed_at IS NULL
    ), open_pause AS (
        SELECT FROM dossiers_clockpause pause
        WHERE pause.dossier_id = d.id AND pause.ended_at IS NULL
    )
    SELECT why FROM (VALUES {never}) AS each (why, holds) WHERE holds LIMIT 1
) AS never
WHERE %(only)s::bigint IS NULL OR d.id = %(only)s
ORDER BY d.id
"""


def wrong_positions(only: Dossier | None = None) -> Iterator[Wrong]:
    """Dossiers whose state, place in the process, tasks, pauses and requests do not agree."""
    with connection.cursor() as cursor:
        cursor.execute(_WRONG.format(never=_NEVER), {"only": only.pk if only else None})
        for name, why in cursor:
            yield Wrong(f"Hồ sơ {name}", why)
