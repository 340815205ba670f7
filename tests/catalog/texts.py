"""A draft of a sound procedure to change, and the usual administrator."""

from motcua.catalog import service
from motcua.catalog.importing import import_procedures
from motcua.catalog.models import Procedure, ProcedureVersion
from motcua.people.models import Account
from tests.catalog.records import CODE, catalogue, record


def administrator() -> Account:
    return Account.objects.get(username="mc.hongbang")


def procedure(**changes: object) -> Procedure:
    import_procedures(catalogue(record(**changes)))
    return Procedure.objects.get(code=CODE)


def draft(**changes: object) -> ProcedureVersion:
    return service.draft_from(procedure(**changes).current(), administrator())
