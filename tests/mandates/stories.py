"""Who helps whom, in few words: mandates, consents and dossiers filed for others."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from motcua.dossiers import acts
from motcua.dossiers.models import Dossier, Draft
from motcua.files.models import StoredFile
from motcua.files.service import store_bytes
from motcua.mandates import codes, consents
from motcua.mandates.granting import Party, grant, grant_to_helper
from motcua.mandates.models import ConsentCode, Helper, Mandate
from motcua.people.models import Account, Citizen
from tests.dossiers import people

NEIGHBOUR = Party(
    full_name="Phạm Văn Già",
    identity_number="031045000777",
    address="Số 3, tổ dân phố mẫu 7, phường Hồng Bàng, thành phố Hải Phòng",
    birth_date=date(1945, 5, 1),
    phone="0900000777",
    email="con.gai@motcua.example",
)


def helper_account(username: str = "ht.minh") -> Account:
    return Account.objects.get(username=username)


def helps(account: Account) -> Helper:
    return Helper.objects.get(account=account)


def party(**differently: Any) -> Party:
    return Party(**{**NEIGHBOUR.__dict__, **differently})


def party_of(citizen: Citizen) -> Party:
    """Somebody who has an account here."""
    return party(
        full_name=str(citizen),
        identity_number=citizen.identity_number,
        birth_date=citizen.birth_date,
    )


def asked(account: Account | None = None, of: Party = NEIGHBOUR) -> Mandate:
    """A helper's mandate, waiting for the person's consent."""
    account = account or helper_account()
    procedure = people.case_of(people.EXTRACT).version.procedure
    return grant_to_helper(of, account=account, helper=helps(account), procedure_id=procedure.pk)


def of_family(
    account: Account, of: Party = NEIGHBOUR, kind: str = "other", scope: str = "all", **more: Any
) -> Mandate:
    return grant(of, account=account, kind=kind, scope=scope, **more)


def agreed(mandate: Mandate) -> Mandate:
    """The person's consent, by code."""
    code = codes.ask_code(mandate, codes.addresses_of(mandate)[0], account=mandate.account)
    consents.consent_by_code(mandate, code, account=mandate.account)
    return Mandate.objects.with_all().get(pk=mandate.pk)


def proven(mandate: Mandate) -> Mandate:
    """A paper that shows the right to act by law."""
    consents.consent_by_paper(mandate, paper(), account=mandate.account)
    return Mandate.objects.with_all().get(pk=mandate.pk)


def paper(words: str = "giấy") -> StoredFile:
    return store_bytes(people.PDF + words.encode(), "application/pdf")


def later(code: ConsentCode, **passed: float) -> None:
    """Time goes by for a code."""
    code.sent_at -= timedelta(**passed)
    code.save(update_fields=["sent_at"])


def begun(mandate: Mandate, code: str = people.EXTRACT) -> Draft:
    """A draft with all that filing needs, for whom the mandate is."""
    return people.draft(code, account=mandate.account, mandate=mandate)


def filed(mandate: Mandate) -> Dossier:
    return acts.submit(begun(mandate), account=mandate.account)


def code_in(text: str) -> str:
    """The code of a letter."""
    found = re.search(r"\b(\d{6})\b", text)
    assert found, text
    return found[1]


def stops_helping(account: Account) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    Helper.objects.filter(account=account).update(valid_to=yesterday)
