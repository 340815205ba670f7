"""The last page before filing and the first after: what it costs, how it comes back, what follows.

Fees and the choice of delivery and messages at the review; on the confirmation the reference and
secret to keep, and the dates by which things happen.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

import segno
from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.catalog.wording import limit_in_words
from motcua.clock import ClockError, Limit, LimitUnit, close_of_day, due, received
from motcua.dossiers import acts, clocks
from motcua.dossiers.foreseeing import Foreseen, foreseen, sum_of
from motcua.dossiers.models import Channel, Delivery, Dossier, Draft
from motcua.messages import channels, choices
from motcua.people.models import Account
from motcua.portal.forms import SubmitForm

LONGEST_ADDRESS = 300
_AN_HOUR = Limit(Decimal(1), LimitUnit.WORKING_HOURS)


class ReviewForm(SubmitForm):
    """How the result comes back and how its owner is told of what happens."""

    post_address = forms.CharField(
        label=gettext_lazy("Địa chỉ nhận qua bưu chính"),
        help_text=gettext_lazy("Chỉ cần khi bạn chọn nhận qua bưu chính; bưu tá thu cước gửi."),
        required=False,
        max_length=LONGEST_ADDRESS,
        widget=forms.Textarea({"rows": 2, "autocomplete": "street-address"}),
        error_messages={"max_length": gettext_lazy("Địa chỉ dài quá 300 ký tự. Hãy rút gọn.")},
    )
    by_email = forms.BooleanField(
        label=gettext_lazy("Báo cho tôi cả qua thư điện tử"),
        required=False,
    )

    def __init__(self, *args: Any, draft: Draft, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        address = draft.content.get("applicant", {}).get("address", "")
        self.fields["post_address"].initial = " ".join(str(address).split())
        if not account.email or channels.EMAIL not in channels.offered():
            del self.fields["by_email"]
            return
        self.fields["by_email"].initial = choices.choice_of(account).by_email
        self.fields["by_email"].help_text = _(
            "Gửi đến %(address)s, không có dữ liệu cá nhân trong thư. Thông báo trên hệ thống thì "
            "luôn có."
        ) % {"address": account.email}

    def clean_post_address(self) -> str:
        return " ".join(str(self.cleaned_data["post_address"]).split())

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        by_post = given.get("delivery") == Delivery.POST
        if by_post and not given.get("post_address") and "post_address" not in self.errors:
            self.add_error("post_address", _("Hãy ghi địa chỉ nhận kết quả qua bưu chính."))
        return given


def submit(draft: Draft, form: ReviewForm, *, account: Account) -> Dossier:
    """File the draft as reviewed, and keep how its owner wants to be told. Raises acts.Refused."""
    given = form.cleaned_data
    by_post = given["delivery"] == Delivery.POST
    dossier = acts.submit(
        draft,
        account=account,
        delivery=given["delivery"],
        post_address=given["post_address"] if by_post else "",
    )
    chosen = choices.choice_of(account)
    if "by_email" in form.fields and chosen.by_email != given["by_email"]:
        choices.choose(
            account,
            language=chosen.language,
            by_email=given["by_email"],
            desk_by_email=chosen.desk_by_email,
        )
    return dossier


@dataclass(frozen=True)
class Costs:
    """Fees line by line, what is known of their sum, and whether that is all."""

    lines: list[Foreseen]
    total: int
    complete: bool


def costs_of(draft: Draft) -> Costs:
    lines = foreseen(draft)
    complete = all(each.amount is not None for each in lines)
    return Costs(lines, sum_of(lines), complete)


@dataclass(frozen=True)
class Ahead:
    """What follows the filing: by when it is looked at, and when the result is due if all is right.

    None where the office's calendar or the procedure's limit does not say.
    """

    looked_at_by: datetime | None
    limit: str
    expected: datetime | None


def ahead_of(dossier: Dossier) -> Ahead:
    """Online dossiers are looked at within the working day; the clock starts with reception.

    NĐ 61/2018/NĐ-CP Art. 17, 18: what comes after hours, or too late in the day, the next one.
    """
    channel = Channel(dossier.channel).name.lower()
    limit = limit_in_words(dossier.case.limit_for(channel))
    try:
        calendar, policy = clocks.calendar(dossier), clocks.policy(dossier)
        # The start in office time, whatever the unit of the limit: nobody looks at it by night.
        start = received(dossier.submitted_at, _AN_HOUR, calendar, policy)
        looked_at_by = close_of_day(start.date(), calendar)
        expected = due(start, clocks.limit(dossier), calendar, policy)
    except (ClockError, ValueError):
        return Ahead(None, limit, None)
    return Ahead(looked_at_by, limit, expected)


def confirmation(draft: Draft, dossier: Dossier) -> dict[str, Any]:
    """What the page after filing shows besides the dossier itself."""
    # The code alone: a secret in an address would lie in logs and histories.
    address = f"{settings.TRACKING_URL}?{urlencode({'ma': dossier.reference})}"
    return {
        "ahead": ahead_of(dossier),
        "costs": costs_of(draft),
        "tracking": address,
        "qr": segno.make_qr(address, error="m").svg_data_uri(border=2),
    }
