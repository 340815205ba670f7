"""The components of docs/design.md, through the template engine as a page uses them."""

import datetime as dt
import re
from pathlib import Path

import pytest
from django.core.paginator import Paginator
from django.template import RequestContext, Template, TemplateSyntaxError
from django.test import RequestFactory
from django.utils import timezone, translation
from lxml import html

from motcua.dossiers.models import State
from motcua.face.styleguide import SampleForm

TAGS = Path(__file__).parent.parent.parent / "src/motcua/face/templatetags/face.py"
NOW = timezone.now()


def drawn(source: str, **context: object) -> html.HtmlElement:
    given = RequestContext(context.pop("request", RequestFactory().get("/")), context)
    page = Template("{% load face %}" + source).render(given)
    return html.fromstring(f"<div>{page}</div>")


def text(page: html.HtmlElement) -> str:
    return " ".join(page.text_content().split())


@pytest.mark.parametrize("state", list(State))
def test_every_public_state_has_a_word_and_a_shape(state: State) -> None:
    page = drawn("{% status_tag state %}", state=int(state))
    assert text(page) == state.label
    assert page.xpath("//*[local-name()='svg'][@aria-hidden='true']")


def test_no_two_states_look_alike() -> None:
    looks = {
        re.sub(
            "<!--.*?-->|" + state.label,
            "",
            html.tostring(drawn("{% status_tag s %}", s=state), encoding=str),
        )
        for state in State
    }
    assert len(looks) == len(State)


@pytest.mark.parametrize(
    ("source", "said", "tone"),
    [
        ("{% due_date later left='còn 3 ngày làm việc' %}", "(còn 3 ngày làm việc)", "ok"),
        ("{% due_date soon left='còn 2 giờ làm việc' %}", "(còn 2 giờ làm việc)", "near"),
        ("{% due_date soon near=False %}", "Hẹn trả kết quả", "ok"),
        ("{% due_date before left='quá hạn 1 ngày làm việc' %}", "(quá hạn 1 ngày", "overdue"),
        ("{% due_date before paused_since=before %}", "Tạm dừng tính thời hạn từ", "paused"),
        ("{% due_date later finished=soon %}", "xong đúng hạn", "done"),
        ("{% due_date before finished=soon %}", "trễ so với ngày hẹn", "late"),
        ("{% due_date None %}", "Chưa có ngày hẹn", "none"),
        ("{% due_date before left='quá hạn 1 ngày' short=True %}", "quá hạn 1 ngày", "overdue"),
        ("{% due_date None short=True %}", "chưa hẹn", "none"),
    ],
)
def test_the_clock_in_one_sentence(source: str, said: str, tone: str) -> None:
    page = drawn(
        source,
        later=NOW + dt.timedelta(days=4),
        soon=NOW + dt.timedelta(hours=2),
        before=NOW - dt.timedelta(days=1),
    )
    assert said in text(page)
    assert page.find_class(f"mc-due--{tone}")


def test_the_error_summary_leads_to_each_control() -> None:
    form = SampleForm({})
    page = drawn("{% error_summary form %}<form>{{ form }}</form>", form=form)
    links = page.xpath("//ul[contains(@class, 'govuk-error-summary__list')]//a")
    assert len(links) == len(form.errors)
    for link in links:
        target = page.get_element_by_id(link.get("href").removeprefix("#"))
        assert target.tag in ("input", "select", "textarea")


def test_no_errors_no_summary() -> None:
    assert text(drawn("{% error_summary form %}", form=SampleForm())) == ""


def test_pages_keep_what_was_searched_for() -> None:
    request = RequestFactory().get("/", {"q": "khai sinh", "page": "5"})
    page = drawn("{% pagination page %}", request=request, page=Paginator(range(120), 10).page(5))
    assert page.xpath("//a[@rel='next']/@href") == ["?q=khai+sinh&page=6"]
    assert text(page.xpath("//a[@aria-current='page']")[0]) == "5"


def test_one_page_needs_no_pages() -> None:
    page = drawn("{% pagination page %}", page=Paginator([1], 10).page(1))
    assert text(page) == ""


def test_content_between_tags_is_kept_and_values_are_escaped() -> None:
    page = drawn(
        "{% summary %}{% row key %}<b>{{ value }}</b>{% endrow %}{% endsummary %}",
        key="<Tên>",
        value="<script>",
    )
    assert text(page.xpath("//dt")[0]) == "<Tên>"
    assert text(page.xpath("//dd/b")[0]) == "<script>"


def test_the_current_step_is_told_to_screen_readers() -> None:
    steps = [{"name": "Tiếp nhận", "state": "done"}, {"name": "Thẩm định", "state": "current"}]
    page = drawn("{% step_list steps %}", steps=steps)
    (current,) = page.xpath("//li[@aria-current='step']")
    assert "Thẩm định Đang thực hiện" in text(current)


def test_a_misspelt_argument_is_an_error_and_not_a_blank() -> None:
    with pytest.raises(TemplateSyntaxError):
        drawn("{% page_heading 'Tên' captoin='sai' %}")


def test_components_speak_english_too() -> None:
    with translation.override("en"):
        assert text(drawn("{% status_tag 5 %}")) == "Papers requested"
        assert "Skip" not in text(drawn("{% due_date None %}"))


def test_every_component_is_documented() -> None:
    documented = (TAGS.parents[4] / "docs/design.md").read_text()
    tags = re.findall(r"^def (\w+)\(", TAGS.read_text(), re.MULTILINE)
    assert [tag for tag in tags if not tag.startswith("_") and f"{{% {tag}" not in documented] == []
