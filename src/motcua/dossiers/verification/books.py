"""Numbering books against what was numbered in them."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection

from motcua.dossiers.models import IssuedPaper
from motcua.dossiers.verification.wrong import Wrong

# Each book by its name, as the acts that take numbers from it write it, with what was issued.
_BOOKS = r"""
WITH issued (name, number) AS (
    SELECT format('dossier %%s 20%%s', part[1],
                  regexp_replace(part[2], '(..)(..)(..)', '\1-\2-\3')),
           part[3]::bigint
    FROM dossiers_dossier, regexp_match(code, '^([^-]+)-([0-9]{6})-([0-9]{4,12})$') AS part
    WHERE part IS NOT NULL
  UNION ALL
    -- Numbered in the book of the one-stop the dossier was at then, if it has moved since.
    SELECT format('%%s %%s %%s', paper.kind, coalesce(moved.one_stop, unit.code),
                  extract(year FROM paper.issued_at AT TIME ZONE 'Asia/Ho_Chi_Minh')),
           substring(paper.number FROM '^[0-9]+')::bigint
    FROM dossiers_issuedpaper paper
    JOIN dossiers_dossier dossier ON dossier.id = paper.dossier_id
    JOIN organization_unit unit ON unit.id = dossier.one_stop_id
    LEFT JOIN LATERAL (
        SELECT event.detail ->> 'one_stop_before' AS one_stop FROM dossiers_event event
        WHERE event.dossier_id = paper.dossier_id AND event.at > paper.issued_at
          AND event.act IN ('reorganise', 'undo_reorganisation')
          AND event.detail ->> 'one_stop_before' IS NOT NULL
        ORDER BY event.sequence LIMIT 1
    ) moved ON true
  UNION ALL
    SELECT format('result %%s %%s', substring(number FROM '/KQ-(.+)$'),
                  extract(year FROM numbered_at AT TIME ZONE 'Asia/Ho_Chi_Minh')),
           substring(number FROM '^[0-9]+')::bigint
    FROM dossiers_result WHERE numbered_at IS NOT NULL
  UNION ALL
    -- A corrected result took a new number; the one before stays on record.
    SELECT format('result %%s %%s', substring(before ->> 'number' FROM '/KQ-(.+)$'),
                  extract(year FROM (before ->> 'numbered_at')::timestamptz
                                    AT TIME ZONE 'Asia/Ho_Chi_Minh')),
           substring(before ->> 'number' FROM '^[0-9]+')::bigint
    FROM dossiers_resultchange WHERE kind <> 'revoked'
), kept AS (
    SELECT name, last FROM dossiers_book
    WHERE split_part(name, ' ', 1) = ANY(%s)
), given AS (
    SELECT name, max(number) AS highest, count(*) AS total, count(DISTINCT number) AS different
    FROM issued GROUP BY name
)
SELECT name, coalesce(last, 0), coalesce(highest, 0), coalesce(total, 0)
FROM kept FULL JOIN given USING (name)
WHERE (last, highest, total) IS DISTINCT FROM (highest, total, different)
ORDER BY name
"""


def wrong_books() -> Iterator[Wrong]:
    """Books whose last number is not the highest issued, or whose numbers have holes."""
    with connection.cursor() as cursor:
        cursor.execute(_BOOKS, [["dossier", "result", *IssuedPaper.Kind.values]])
        for name, last, highest, count in cursor:
            why = f"sổ ghi đến số {last}, số lớn nhất đã cấp là {highest}, có {count} số"
            yield Wrong(f"Sổ “{name}”", why)
