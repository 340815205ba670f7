"""Before filing: a citizen's draft, saved page by page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.catalog import service as catalog
from motcua.catalog.models import Component, ProcedureCase
from motcua.dossiers import applicants, keeping, needs, rebasing
from motcua.dossiers.acts.base import Refused
from motcua.dossiers.acts.representing import check_mandate, wrong_person
from motcua.dossiers.models import Draft, DraftFile
from motcua.files import service as files
from motcua.files.tasks import forget_later
from motcua.forms import generic
from motcua.forms import service as forms
from motcua.forms.models import EFormVersion
from motcua.mandates.models import Mandate
from motcua.organization.models import Agency
from motcua.people.models import Account

FILES_PER_COMPONENT = 10


def begin_draft(
    case: ProcedureCase,
    *,
    account: Account,
    mandate: Mandate | None = None,
    answers: Mapping[str, Any] | None = None,
) -> Draft:
    """A new draft, its applicant filled in from the account or mandate and earlier dossiers.

    mandate: by which it is for somebody else; answers: facts asked before signing in, by the
    names of `catalog.FACTS`. Raises Refused when the mandate does not allow this.
    """
    with transaction.atomic():
        by = check_mandate(mandate.pk if mandate else None, case, account=account)
        form = forms.form_of(case)
        applicant = applicants.of_mandate(by) if by else applicants.of_account(account)
        content = {"applicant": applicant, "request": {}}
        if form is not None and answers:
            content["form"] = needs.declared_before(form, answers)
        draft = Draft(
            account=account,
            mandate=by,
            case=case,
            form=form,
            content=content,
            answers=dict(answers or {}),
        )
        applicants.fill_gaps(draft)
        draft.save()
        return draft


def save_draft(
    draft: Draft, *, account: Account, part: str, values: dict[str, Any]
) -> dict[str, str]:
    """Keep one part of the content, right or not; say what must still be put right.

    part: "applicant" or "request" of the generic form. Returns {field: message}, empty when all
    is right.
    Raises Refused when the draft is another's or already filed.
    """
    with transaction.atomic():
        saved = locked_draft(draft, account)
        saved.content[part] = values
        saved.save(update_fields=["content", "saved_at"])
    draft.content = saved.content
    wrong = wrong_person(draft.mandate, values) if part == "applicant" else {}
    return {**wrong, **generic.errors(part, values)}


def save_answers(
    draft: Draft, *, account: Account, page: str, values: Mapping[str, Any]
) -> dict[str, str]:
    """Keep the answers of one page of the e-form, right or not; say what must be put right.

    values: by the names of the page's questions; None for what was not answered. An answer a
    condition hides stays in the draft, should the condition change again.
    Raises Refused when the draft is another's or already filed, KeyError for an unknown page.
    """
    with transaction.atomic():
        saved = locked_draft(draft, account)
        asked = [question for question, _shown in form_on(saved).definition.page(page).questions()]
        answers = saved.content.setdefault("form", {})
        for question in asked:
            if question.name in values:
                prefilled = "prefill" in question.options
                forms.put(answers, question.path, values[question.name], emptied=prefilled)
        saved.save(update_fields=["content", "saved_at"])
    draft.content = saved.content
    names = [question.name for question in asked]
    wrong = answer_errors(draft)
    return {name: said for name, said in wrong.items() if forms.is_about(name, *names)}


def answer_errors(draft: Draft) -> dict[str, str]:
    """What is wrong with the answers to the draft's e-form, by question; empty without a form."""
    if draft.form is None:
        return {}
    content = draft.content
    return forms.errors(
        draft.form.definition, content.get("form", {}), content.get("applicant", {})
    )


def form_on(draft: Draft) -> EFormVersion:
    """The e-form of a draft. Raises Refused for one filled in on the generic form."""
    if draft.form is None:
        raise Refused(
            _("Không lưu được trang này."),
            _("Thủ tục này không dùng mẫu điện tử."),
            _("Hãy mở lại hồ sơ từ “Hồ sơ của tôi”."),
        )
    return draft.form


def renew_draft(draft: Draft, *, account: Account) -> bool:
    """Bring a draft begun under a text no longer in force to the one that is.

    What was filled in stays; files follow the paper they were for, by its code or name, and those
    the new text no longer asks for go. Whether anything changed: the page then says so.
    """
    today = timezone.localdate()
    if draft.dossier_id is not None:
        return False
    if not rebasing.is_outdated_case(draft.case, today):
        return _renew_form(draft, account)
    case = rebasing.case_in_force(draft.case, today)
    if case is None:
        return False
    with transaction.atomic():
        locked = locked_draft(draft, account)
        wanted = list(case.components.all())
        for file in locked.files.select_related("component"):
            component = rebasing.same_paper(file.component, wanted)
            if component is None:
                file.delete()
            else:
                file.component = component
                file.save(update_fields=["component"])
        locked.case = draft.case = case
        locked.form = draft.form = forms.form_of(case)
        locked.save(update_fields=["case", "form", "saved_at"])
    return True


def _renew_form(draft: Draft, account: Account) -> bool:
    """Bring a draft to the edition of its e-form in force; answers stay under their names."""
    current = forms.form_of(draft.case)
    if current == draft.form:
        return False
    with transaction.atomic():
        locked = locked_draft(draft, account)
        locked.form = draft.form = current
        locked.save(update_fields=["form", "saved_at"])
    return True


def choose_agency(draft: Draft, agency: Agency, *, account: Account) -> None:
    """Choose the agency that will decide; only a competent one is taken."""
    draft = own_draft(draft, account)
    procedure = draft.case.version.procedure
    if catalog.decider(procedure, agency) is None:
        raise Refused(
            _("Chưa chọn được nơi giải quyết."),
            _("%(agency)s không có thẩm quyền với thủ tục này.") % {"agency": agency},
            _("Hãy chọn một cơ quan trong danh sách."),
        )
    draft.agency = agency
    draft.save(update_fields=["agency", "saved_at"])


def attach(
    draft: Draft, component: Component, upload: UploadedFile, *, account: Account
) -> DraftFile:
    """Add a file to a component. Raises files.UploadRefused; nothing is stored then."""
    draft = own_draft(draft, account)
    if component.case_id != draft.case_id or not component.takes_files:
        raise Refused(
            _("Chưa tải được tệp."),
            _("Thủ tục này không có thành phần hồ sơ ấy."),
            _("Hãy tải lại trang rồi chọn lại giấy tờ."),
        )
    if draft.files.filter(component=component).count() >= FILES_PER_COMPONENT:
        raise Refused(
            _("Chưa tải được tệp."),
            _("Mỗi giấy tờ nhận nhiều nhất %(count)s tệp.") % {"count": FILES_PER_COMPONENT},
            _("Hãy gộp các trang vào một tệp PDF, hoặc xóa bớt tệp đã tải."),
        )
    checked = files.check(upload)
    draft.save(update_fields=["saved_at"])
    pages = draft.files.filter(component=component)
    return DraftFile.objects.create(
        draft=draft,
        component=component,
        stored=files.keep(checked),
        name=checked.name,
        sent_size=checked.sent_size,
        order=(pages.aggregate(last=Max("order"))["last"] or 0) + 1,
    )


def detach(draft: Draft, file_id: int, *, account: Account) -> None:
    """Take a file out of the draft; asking twice is the same as once."""
    with transaction.atomic():
        taken_out = own_draft(draft, account).files.filter(pk=file_id)
        forget_later(list(taken_out.values_list("stored_id", flat=True)))
        taken_out.delete()


def move_page(draft: Draft, file_id: int, *, by: int, account: Account) -> None:
    """Put a photograph before (by -1) or after (by 1) its neighbour of the same paper."""
    with transaction.atomic():
        moved = _photograph(draft, file_id, account)
        if moved is None:
            return
        files_of = draft.files.filter(component=moved.component_id).select_related("stored")
        pages = [file for file in files_of if file.stored.is_photograph]
        here = pages.index(moved)
        pages.insert(max(here + by, 0), pages.pop(here))
        for order, page in enumerate(pages, start=1):
            page.order = order
        DraftFile.objects.bulk_update(pages, ["order"])


def turn_page(draft: Draft, file_id: int, *, account: Account) -> None:
    """Turn a photograph clockwise by a quarter; its pixels stay as they are."""
    with transaction.atomic():
        turned = _photograph(draft, file_id, account)
        if turned is not None:
            turned.rotation = (turned.rotation + 90) % 360
            turned.save(update_fields=["rotation"])


def _photograph(draft: Draft, file_id: int, account: Account) -> DraftFile | None:
    """One's own photograph, the draft locked: two presses at once are two moves."""
    locked_draft(draft, account)
    single = draft.files.filter(stored__content_type__startswith="image/")
    return single.filter(pk=file_id).first()


def discard(draft: Draft, *, account: Account) -> None:
    """Throw an unfiled draft away."""
    with transaction.atomic():
        keeping.throw_away(own_draft(draft, account))


def own_draft(draft: Draft, account: Account) -> Draft:
    mine = Draft.objects.of(account).filter(pk=draft.pk, dossier=None)
    if not mine.exists():
        raise Refused(
            _("Không sửa được hồ sơ này."),
            _("Hồ sơ đã nộp, hoặc không phải của tài khoản đang đăng nhập."),
            _("Hãy mở “Hồ sơ của tôi” để xem hồ sơ."),
        )
    return draft


def locked_draft(draft: Draft, account: Account) -> Draft:
    """One's own draft as it is now, nobody else's until the transaction ends: two tabs saving two
    parts at once must not undo each other.
    """
    return own_draft(Draft.objects.select_for_update().get(pk=draft.pk), account)
