"""An address asked in two lines: house and street, then the commune by its name, old or new."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from motcua.organization import addresses
from motcua.organization.models import Commune
from motcua.search import plain

# An old commune may have gone to several new ones, a common name be borne by many.
CANDIDATES_AT_MOST = 12


def name_of(commune: Commune) -> str:
    """ "Phường Hồng Bàng, Thành phố Hải Phòng"."""
    return f"{commune.name}, {commune.province.name}"


def candidates(words: str) -> list[Commune]:
    """The communes of today that may be meant, at most a dozen."""
    return addresses.understand(words)[:CANDIDATES_AT_MOST] if words.strip() else []


def is_meant(commune: Commune, words: str) -> bool:
    """Whether the words name the commune as it is called today: nothing to ask again."""
    return plain(commune.name) in plain(words) or plain(commune.name).endswith(plain(words))


class AddressWidget(forms.MultiWidget):
    """Detail and commune; a choice of communes where the name leaves one; a country where asked."""

    template_name = "components/address_input.html"
    use_fieldset = True

    def __init__(self, *, abroad: bool = False) -> None:
        plain_line = {"class": "govuk-input", "autocomplete": "off"}
        searched = {
            **plain_line,
            "hx-get": reverse_lazy("portal:places"),
            "hx-trigger": "input changed delay:250ms",
            "hx-target": "next datalist",
        }
        parts: dict[str, forms.Widget | type[forms.Widget]] = {
            "detail": forms.TextInput(plain_line),
            "place": forms.TextInput(searched),
            "choice": forms.HiddenInput(),
        }
        if abroad:
            parts["country"] = forms.TextInput(plain_line)
        self.names = list(parts)
        super().__init__(parts)

    def decompress(self, value: Any) -> list[Any]:
        kept = value if isinstance(value, Mapping) else {}
        code = str(kept.get("commune") or "")
        commune = Commune.objects.select_related("province").filter(code=code).first()
        shown = [kept.get("detail"), name_of(commune) if commune else code, None]
        return [*shown, kept.get("country")][: len(self.widgets)]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        boxes = context["widget"]["subwidgets"]
        labels = {
            "detail": _("Số nhà, đường (thôn, tổ dân phố)"),
            "place": _("Xã, phường; tỉnh, thành phố"),
            "country": _("Hoặc tên nước, nếu ở nước ngoài"),
        }
        hints = {"place": _("Ví dụ: phường Hồng Bàng, Hải Phòng. Ghi địa chỉ cũ cũng được.")}
        for box, part in zip(boxes, self.names, strict=True):
            box["label"], box["hint"] = labels.get(part, ""), hints.get(part, "")
            box["attrs"]["id"] = f"{context['widget']['attrs']['id']}_{part}"
            if part == "place":
                box["attrs"]["list"] = f"{box['attrs']['id']}_list"
                typed = str(box["value"] or "")
            if part == "choice":
                box["candidates"] = _to_choose(typed)
        return context


def _to_choose(typed: str) -> list[tuple[str, str]]:
    """(code, name) of the communes that may be meant, where the words do not say which."""
    found = candidates(typed)
    if len(found) == 1 and is_meant(found[0], typed):
        return []
    return [(commune.code, name_of(commune)) for commune in found]


class AddressField(forms.MultiValueField):
    """Cleans to `{"detail", "commune"}` or `{"detail", "country"}`; None when nothing was typed.

    A commune that is not clear stays as it was typed: the contract refuses it, and the page then
    offers those it may be.
    """

    def __init__(self, *, abroad: bool = False, **kwargs: Any) -> None:
        lines = (forms.CharField(required=False),) * (4 if abroad else 3)
        super().__init__(
            lines, widget=AddressWidget(abroad=abroad), require_all_fields=False, **kwargs
        )

    def compress(self, data_list: list[str]) -> dict[str, str] | None:
        detail, place, choice, *country = [*data_list, "", "", ""][:4]
        parts = {
            "detail": " ".join((detail or "").split()),
            "commune": _commune(" ".join((place or "").split()), choice or ""),
            "country": " ".join((country[0] if country else "").split()),
        }
        if parts["commune"]:
            parts["country"] = ""
        return {name: value for name, value in parts.items() if value} or None


def _commune(typed: str, chosen: str) -> str:
    """The code of the commune meant; the words where it is not clear."""
    found = candidates(typed)
    if chosen and any(commune.code == chosen for commune in found):
        return chosen
    if len(found) == 1 and is_meant(found[0], typed):
        return str(found[0].code)
    return typed
