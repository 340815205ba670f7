"""Drafts in plenty: copies of one that has all that filing needs."""

from uuid import uuid4

from motcua.dossiers.models import Draft, DraftFile
from motcua.people.models import Account
from tests.dossiers import people


def drafts(owners: list[Account], code: str = people.EXTRACT) -> list[Draft]:
    """A draft of each owner for the procedure with this code, its files included."""
    sample = people.draft(code)
    files = list(sample.files.all())
    copies = [
        Draft(
            pk=uuid4(),
            account=owner,
            case=sample.case,
            form=sample.form,
            agency=sample.agency,
            content=sample.content,
        )
        for owner in owners
    ]
    Draft.objects.bulk_create(copies)
    DraftFile.objects.bulk_create(
        DraftFile(draft=copy, component=file.component, stored=file.stored, name=file.name)
        for copy in copies
        for file in files
    )
    return copies
