"""Everything that is true of a dossier, split by subject."""

from motcua.dossiers.models.books import Book
from motcua.dossiers.models.dossier import (
    Applicant,
    Channel,
    ClockPause,
    Delivery,
    Dossier,
    DossierComponent,
    DossierFile,
    State,
)
from motcua.dossiers.models.drafts import Draft, DraftFile
from motcua.dossiers.models.events import Event, Outbox
from motcua.dossiers.models.papers import IssuedPaper, Result
from motcua.dossiers.models.road import Road, SupplementRequest, Task
from motcua.dossiers.models.roots import DayRoot

__all__ = [
    "Applicant",
    "Book",
    "Channel",
    "ClockPause",
    "DayRoot",
    "Delivery",
    "Dossier",
    "DossierComponent",
    "DossierFile",
    "Draft",
    "DraftFile",
    "Event",
    "IssuedPaper",
    "Outbox",
    "Result",
    "Road",
    "State",
    "SupplementRequest",
    "Task",
]
