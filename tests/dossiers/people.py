"""Shortcuts for telling a dossier's story in tests: who acts, and the usual road."""

from random import Random

from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.catalog.models import Component, Procedure, ProcedureCase
from motcua.dossiers import acts, needs
from motcua.dossiers.models import Dossier, Draft
from motcua.mandates.models import Mandate
from motcua.organization.models import Agency
from motcua.people.models import Account, Citizen
from tests.forms.samples import sample

EXTRACT = "2.000635"  # Cấp bản sao trích lục hộ tịch
PENSION = "1.014027"  # Trợ cấp hưu trí xã hội: filed with the generic form
BUILDING = "1.013225"  # Cấp giấy phép xây dựng

PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)

APPLICANT = {
    "kind": "person",
    "full_name": "Nguyễn Thị Mẫu",
    "identity_number": "031099000999",
    "birth_date": "1990-03-27",
    "phone": "0900000999",
    "email": "",
    "address": "12 Đinh Tiên Hoàng, phường Hồng Bàng, thành phố Hải Phòng",
}


def officer(username: str) -> Account:
    return Account.objects.get(username=username)


def citizen(index: int = 0) -> Account:
    return Citizen.objects.select_related("account").order_by("pk")[index].account


def case_of(code: str) -> ProcedureCase:
    """The only case, or the first of several."""
    case = Procedure.objects.get(code=code).current().cases.order_by("pk").first()
    assert case is not None
    return case


def commune() -> Agency:
    return Agency.objects.get(units__posts__holdings__officer__account__username="mc.hongbang")


def upload(name: str = "giay-to.pdf", data: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, content_type="application/octet-stream")


def draft(
    code: str = EXTRACT, account: Account | None = None, mandate: Mandate | None = None
) -> Draft:
    """A draft with all that filing needs; by a mandate, for the person it is for."""
    account = account or citizen()
    made = acts.begin_draft(case_of(code), account=account, mandate=mandate)
    acts.choose_agency(made, commune(), account=account)
    applicant = APPLICANT if mandate is None else made.content["applicant"]
    assert acts.save_draft(made, account=account, part="applicant", values=applicant) == {}
    fill_in(made)
    return made


def fill_in(made: Draft) -> None:
    """The answers to its e-form, where it has one, and every paper they make due."""
    if made.form is not None:
        chance = Random(7)  # noqa: S311 answers, not secrets
        applicant = made.content["applicant"]
        made.content["form"] = sample(
            made.form.definition, chance, optional=False, applicant=applicant
        )
        made.save(update_fields=["content"])
    facts = needs.facts_of_draft(made)
    for component in made.case.components.all():
        if needs.is_due(component, facts):
            acts.attach(made, component, upload(), account=made.account)


def filed(code: str = EXTRACT) -> Dossier:
    made = draft(code)
    return acts.submit(made, account=made.account)


def received(code: str = EXTRACT) -> Dossier:
    return acts.receive(filed(code), account=officer("mc.hongbang"))


def at_counter(code: str = BUILDING, key: str = "k") -> Dossier:
    case = case_of(code)
    required = case.components.filter(mandatory=True, kind=Component.Kind.FILED)
    filing = acts.Filing(
        case=case,
        agency=commune(),
        content={"applicant": APPLICANT, "request": {"text": "Nhà ở ba tầng"}},
        components={component.pk: acts.HandedIn(originals=1) for component in required},
    )
    return acts.receive_at_counter(filing, account=officer("mc.hongbang"), key=key)


def on_desk(dossier: Dossier) -> tuple[str, Account]:
    """The kind of the first open task, and an officer whose desk it is on."""
    task = dossier.tasks.waiting().first()
    assert task is not None
    if task.assignee:
        return task.step.kind, task.assignee.account
    account = Account.objects.filter(
        officer__holdings__post__unit=task.unit, officer__holdings__post__role=task.role
    ).first()
    assert account is not None, f"nobody holds {task.role} in {task.unit}"
    return (task.step.kind if task.step else task.kind), account


def carry_on(dossier: Dossier) -> Dossier:
    """Do the next ordinary act, whoever's turn it is."""
    kind, account = on_desk(dossier)
    if kind == "assign":
        return acts.assign(dossier, account=account, specialist=acts.specialists(dossier)[0])
    if kind == "consult":
        return acts.give_opinion(dossier, account=account, note="Đủ điều kiện")
    if kind == "process":
        return acts.propose(
            dossier, account=account, title="Quyết định", body="Đồng ý.", note="Đủ điều kiện"
        )
    if kind == "number":
        acts.number(dossier, account=account)
        return acts.release(dossier, account=account)
    if kind == "return":
        return acts.return_result(
            dossier, account=account, way="counter", recipient=str(dossier.applicant)
        )
    act = {"reception": acts.receive, "review": acts.approve, "sign": acts.sign}[kind]
    return act(dossier, account=account)


def carry_to(dossier: Dossier, kind: str) -> Dossier:
    """Carry the dossier on until a task of this kind is on a desk."""
    for _ in range(20):
        if on_desk(dossier)[0] == kind:
            return dossier
        dossier = carry_on(dossier)
    raise AssertionError(f"no {kind} step on this road")
