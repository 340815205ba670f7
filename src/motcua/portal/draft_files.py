"""The files of a draft as its pages show them: PDFs as they came, photographs as one PDF."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from motcua.dossiers.models import Draft, DraftFile
from motcua.files.binding import Sent, bound_name


@dataclass(frozen=True)
class Bundle:
    """The photographs of one paper, in the order and direction of its pages."""

    draft: Draft
    pages: list[DraftFile]

    @property
    def name(self) -> str:
        return bound_name(sent_of(self.pages))

    @property
    def url(self) -> str:
        return reverse("portal:draft_bound", args=[self.draft.pk, self.pages[0].component_id])

    @property
    def size(self) -> int:
        """Bytes it becomes, but for a few hundred."""
        return sum(page.stored.size for page in self.pages)

    @property
    def sent_size(self) -> int:
        """Bytes of the photographs as they came; 0 when that is not known of each."""
        sizes = [page.sent_size for page in self.pages]
        return sum(sizes) if all(sizes) else 0


def sent_of(files: list[DraftFile]) -> list[Sent]:
    return [Sent(file.stored, file.name, file.rotation) for file in files]


def by_paper(draft: Draft) -> tuple[dict[int, list[DraftFile]], dict[int, Bundle]]:
    """The PDFs and the bundle of photographs of each component, by its id."""
    documents: dict[int, list[DraftFile]] = {}
    photographs: dict[int, list[DraftFile]] = {}
    for file in draft.files.select_related("stored").prefetch_related("stored__signatures"):
        kind = photographs if file.stored.is_photograph else documents
        kind.setdefault(file.component_id, []).append(file)
    return documents, {key: Bundle(draft, pages) for key, pages in photographs.items()}


def listed_files(draft: Draft) -> dict[int, list[dict[str, Any]]]:
    """What the office will get for each component, as the file list shows it."""
    documents, bundles = by_paper(draft)
    listed = {key: listed_documents(draft, files) for key, files in documents.items()}
    for key, bundle in bundles.items():
        shown = {"name": bundle.name, "url": bundle.url, "size": bundle.size}
        listed.setdefault(key, []).append(shown)
    return listed


def listed_documents(draft: Draft, files: list[DraftFile]) -> list[dict[str, Any]]:
    return [
        {
            "name": file.name,
            "url": reverse("portal:draft_file", args=[draft.pk, file.pk]),
            "size": file.stored.size,
            "signatures": file.stored.signatures.all(),
            "remove": file.pk,
        }
        for file in files
    ]
