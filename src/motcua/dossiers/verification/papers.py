"""Papers and results against the events that issued them."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection

from motcua.dossiers.models import Dossier, IssuedPaper
from motcua.dossiers.verification.wrong import Wrong

# Which acts issue a paper of each kind; an event of theirs bears its number.
ISSUED_BY: dict[str, tuple[str, ...]] = {
    IssuedPaper.Kind.RECEIPT: ("receive", "supplement", "correct_reception"),
    IssuedPaper.Kind.SUPPLEMENT: ("request_supplement", "send_supplement_request"),
    IssuedPaper.Kind.REFUSAL: ("refuse",),
    IssuedPaper.Kind.EXTENSION: ("apologise_and_extend",),
    IssuedPaper.Kind.STOP: ("accept_withdrawal", "stop"),
    IssuedPaper.Kind.HAND_OVER: ("hand_over",),
    IssuedPaper.Kind.FEE_NOTICE: ("require_payment",),
    IssuedPaper.Kind.FEE_RECEIPT: ("record_payment",),
    IssuedPaper.Kind.RESULT_HAND_OVER: ("return_result",),
}

# Papers and their events counted against each other: as many of one number as of the other.
_PAPERS = """
WITH issues (act, kind) AS (SELECT * FROM unnest(%(acts)s::text[], %(kinds)s::text[])),
issued AS (
    SELECT dossier_id, kind::text, number::text, count(*) AS papers
    FROM dossiers_issuedpaper WHERE %(only)s::bigint IS NULL OR dossier_id = %(only)s
    GROUP BY 1, 2, 3
), said AS (
    SELECT event.dossier_id, coalesce(issues.kind, event.act) AS kind,
           event.detail ->> 'paper' AS number, count(*) AS events
    FROM dossiers_event event LEFT JOIN issues USING (act)
    WHERE event.detail ->> 'paper' IS NOT NULL
      AND (%(only)s::bigint IS NULL OR event.dossier_id = %(only)s)
    GROUP BY 1, 2, 3
)
SELECT coalesce(dossier.code, dossier.reference), kind, number,
       coalesce(papers, 0), coalesce(events, 0)
FROM issued FULL JOIN said USING (dossier_id, kind, number)
JOIN dossiers_dossier dossier ON dossier.id = dossier_id
WHERE papers IS DISTINCT FROM events
ORDER BY dossier_id, kind, number
"""

# A signed result bears the number and the document its latest event tells of.
_RESULTS = """
SELECT coalesce(dossier.code, dossier.reference), result.number, said.number
FROM dossiers_result result
JOIN dossiers_dossier dossier ON dossier.id = result.dossier_id
LEFT JOIN LATERAL (
    SELECT detail ->> 'number' AS number, detail ->> 'file' AS sha256 FROM dossiers_event event
    WHERE event.dossier_id = dossier.id
      AND act IN ('number', 'release', 'correct_result', 'reissue_result')
    ORDER BY sequence DESC LIMIT 1
) AS said ON true
WHERE (%(only)s::bigint IS NULL OR dossier.id = %(only)s)
  AND (result.number <> coalesce(said.number, '') OR result.file_id IS DISTINCT FROM said.sha256)
ORDER BY dossier.id
"""


def wrong_papers(only: Dossier | None = None) -> Iterator[Wrong]:
    """Papers no event issued, events whose paper is not there, results other than was recorded."""
    pairs = [(act, str(kind)) for kind, acts in ISSUED_BY.items() for act in acts]
    acts, kinds = zip(*pairs, strict=True)
    asked = {"acts": list(acts), "kinds": list(kinds), "only": only.pk if only else None}
    with connection.cursor() as cursor:
        cursor.execute(_PAPERS, asked)
        for name, kind, number, papers, events in cursor:
            what = dict(IssuedPaper.Kind.choices).get(kind, kind)
            why = f"{what} số {number}: {papers} bản đã lưu, {events} sự kiện ghi việc cấp"
            yield Wrong(f"Hồ sơ {name}", why)
        cursor.execute(_RESULTS, asked)
        for name, number, said in cursor:
            why = f"kết quả mang số “{number}”, hoặc văn bản khác với sự kiện ghi số “{said or ''}”"
            yield Wrong(f"Hồ sơ {name}", why)
