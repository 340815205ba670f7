"""One renderer for every Django form: `{{ form }}` and `{{ form.name.as_field_group }}`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.forms.boundfield import BoundField
from django.forms.renderers import DjangoTemplates
from django.template.loader import get_template
from django.utils.translation import gettext_lazy as _

from motcua.face.words import file_size

_CLASSES: list[tuple[type[forms.Widget], str]] = [
    (forms.CheckboxInput, "govuk-checkboxes__input"),
    (forms.CheckboxSelectMultiple, "govuk-checkboxes__input"),
    (forms.RadioSelect, "govuk-radios__input"),
    (forms.Select, "govuk-select"),
    (forms.Textarea, "govuk-textarea"),
    (forms.FileInput, "mc-file-input"),
    (forms.Widget, "govuk-input"),
]


class FaceBoundField(BoundField):
    """Gives each widget the class of its kind, and knows the shape its group is drawn in."""

    def build_widget_attrs(
        self, attrs: dict[str, Any], widget: forms.Widget | None = None
    ) -> dict[str, Any]:
        widget = widget or self.field.widget
        attrs = super().build_widget_attrs(attrs, widget)
        if widget.is_hidden:
            return attrs
        if isinstance(widget, forms.MultiWidget):
            return attrs
        name = next(css for kind, css in _CLASSES if isinstance(widget, kind))
        states = [name, f"{name}--error" if name and self.errors else ""]
        attrs["class"] = " ".join(filter(None, [*states, widget.attrs.get("class")]))
        if self.size_limit:
            attrs["data-max-bytes"] = str(self.size_limit)
            attrs["data-too-large"] = _(
                "Tệp này lớn hơn %(limit)s nên không gửi được. Hãy chọn tệp nhỏ hơn."
            ) % {"limit": file_size(self.size_limit)}
        return attrs

    @property
    def aria_describedby(self) -> str | None:
        described = super().aria_describedby
        if described is None or not self.size_limit:
            return described
        return f"{self.auto_id}_limit {described}".strip()

    @property
    def shape(self) -> str:
        """One of radios, checkboxes, checkbox, date, lines or plain."""
        widget = self.field.widget
        if isinstance(widget, forms.CheckboxSelectMultiple):
            return "checkboxes"
        if isinstance(widget, forms.RadioSelect):
            return "radios"
        if isinstance(widget, forms.CheckboxInput):
            return "checkbox"
        if isinstance(widget, DayMonthYearWidget):
            return "date"
        return "lines" if isinstance(widget, forms.MultiWidget) else "plain"

    @property
    def spoken_label(self) -> str:
        """The label without the mark it ends in, to stand before an error."""
        return str(self.label).rstrip(".:?")

    @property
    def size_limit(self) -> int:
        """The most bytes a file may have; 0 when the field takes no file."""
        if not isinstance(self.field, forms.FileField):
            return 0
        return int(getattr(self.field, "max_bytes", settings.UPLOAD_MAX_BYTES))

    @property
    def first_control_id(self) -> str:
        """Where the error summary leads: the first control of the group."""
        if self.shape in ("radios", "checkboxes"):
            return f"{self.auto_id}_0"
        if self.shape == "lines":
            # The street is there: it is the place that is not clear.
            return f"{self.auto_id}_{'place' if _first_line(self.value()) else 'detail'}"
        return f"{self.auto_id}_day" if self.shape == "date" else self.id_for_label


def _first_line(value: Any) -> Any:
    """What stands in the first box of a field of several: typed just now, or kept."""
    if isinstance(value, Mapping):
        return next(iter(value.values()), None)
    return value[0] if value else None


class FaceRenderer(DjangoTemplates):
    """Set as FORM_RENDERER: groups come from our templates, single widgets from Django's."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"
    bound_field_class = FaceBoundField

    def get_template(self, template_name: str) -> Any:
        if template_name.startswith("components/"):
            return get_template(template_name)
        return super().get_template(template_name)


class DayMonthYearWidget(forms.MultiWidget):
    """Three short boxes; faster and surer than a calendar for dates people know by heart."""

    template_name = "components/date_input.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        box = {"inputmode": "numeric", "autocomplete": "off"}
        super().__init__(
            {
                "day": forms.TextInput({**box, "class": _box_class(2), "maxlength": 2}),
                "month": forms.TextInput({**box, "class": _box_class(2), "maxlength": 2}),
                "year": forms.TextInput({**box, "class": _box_class(4), "maxlength": 4}),
            },
            attrs,
        )

    def decompress(self, value: dt.date | str | None) -> list[Any]:
        if not isinstance(value, dt.date):
            return [None, None, None]
        return [f"{value.day:02}", f"{value.month:02}", value.year]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        labels = [_("Ngày"), _("Tháng"), _("Năm")]
        parts = ["day", "month", "year"]
        for box, label, part in zip(context["widget"]["subwidgets"], labels, parts, strict=True):
            box["label"] = label
            box["attrs"]["id"] = f"{context['widget']['attrs']['id']}_{part}"
        return context


def _box_class(width: int) -> str:
    return f"govuk-input govuk-date-input__input govuk-input--width-{width}"


class DayMonthYearField(forms.MultiValueField):
    """A date typed as day, month, year; cleans to a `datetime.date` or None."""

    widget = DayMonthYearWidget
    default_error_messages = {
        "invalid": _("Ngày này không có trên lịch. Hãy kiểm tra ngày, tháng, năm."),
        "incomplete": _("Hãy ghi đủ ngày, tháng và năm."),
    }

    def __init__(self, **kwargs: Any) -> None:
        part = forms.IntegerField(
            error_messages={"invalid": _("Ngày, tháng, năm ghi bằng chữ số.")}
        )
        super().__init__((part, part, part), **kwargs)

    def compress(self, data_list: list[int | None]) -> dt.date | None:
        if not data_list or all(value is None for value in data_list):
            return None
        day, month, year = data_list
        if day is None or month is None or year is None:
            raise ValidationError(self.error_messages["incomplete"], code="incomplete")
        try:
            return dt.date(year, month, day)
        except ValueError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error


class _FilesInput(forms.FileInput):
    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[UploadedFile]:
        return files.getlist(name) if hasattr(files, "getlist") else []


class FilesField(forms.FileField):
    """Any number of files. Whether each may be taken is for the one door of files to say.

    accept: content types the browser offers first.
    """

    def __init__(self, *, accept: Iterable[str], **kwargs: Any) -> None:
        super().__init__(widget=_FilesInput({"accept": ",".join(accept)}), **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        return list(data or [])
