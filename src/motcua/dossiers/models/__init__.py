"""Everything that is true of a dossier, split by subject."""

from motcua.dossiers.models.books import Book
from motcua.dossiers.models.charges import Charge
from motcua.dossiers.models.dossier import (
    Applicant,
    Channel,
    ClockPause,
    Delivery,
    Dossier,
    DossierComponent,
    DossierFile,
    State,
    Visit,
)
from motcua.dossiers.models.drafts import Draft, DraftFile
from motcua.dossiers.models.events import Event, Outbox
from motcua.dossiers.models.handovers import HandOver
from motcua.dossiers.models.opinions import Inspection, Opinion
from motcua.dossiers.models.papers import IssuedPaper, Result, ResultChange
from motcua.dossiers.models.prefilling import PrefillLink, PrefillOpening
from motcua.dossiers.models.promises import Extension, Withdrawal
from motcua.dossiers.models.readings import Reading
from motcua.dossiers.models.road import Part, Road, Task
from motcua.dossiers.models.roots import DayRoot
from motcua.dossiers.models.supplements import SupplementItem, SupplementRequest

__all__ = [
    "Applicant",
    "Book",
    "Channel",
    "Charge",
    "ClockPause",
    "DayRoot",
    "Delivery",
    "Dossier",
    "DossierComponent",
    "DossierFile",
    "Draft",
    "DraftFile",
    "Event",
    "Extension",
    "HandOver",
    "Inspection",
    "IssuedPaper",
    "Opinion",
    "Outbox",
    "Part",
    "PrefillLink",
    "PrefillOpening",
    "Reading",
    "Result",
    "ResultChange",
    "Road",
    "State",
    "SupplementItem",
    "SupplementRequest",
    "Task",
    "Visit",
    "Withdrawal",
]
