"""A person without a mouse: Tab, Space, arrows, typing and Enter, whatever the page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.browser.eforms import PAYLOAD
from tests.browser.visitor import Visitor

MOST_STOPS = 150  # presses of Tab before giving up on a page
# What has the focus, and whether the eye can find it.
FOCUSED = """() => {
    const here = document.activeElement, look = getComputedStyle(here);
    const label = here.labels?.[0] || here;
    const ticked = here.matches("[type=radio], [type=checkbox]");
    const mark = ticked ? getComputedStyle(label, "::before") : look;
    const seen = [look, mark].some((each) =>
        each.boxShadow !== "none" || (each.outlineStyle !== "none" && each.outlineWidth !== "0px"));
    return {tag: here.tagName, type: here.type || "", name: here.name || "", seen,
        value: here.value || "", text: label.innerText?.trim() || "", checked: !!here.checked,
        optional: !!here.closest(".mc-slot")?.querySelector(".mc-optional")};
}"""

Wanted = dict[str, list[str]]


@dataclass
class Keys:
    """What is to be on the page, by the names of its controls; and what was come by so far.

    groups: how many items each repeating group is to have. spare: groups that are given one item
    too many and relieved of it again, to try the buttons.
    """

    visitor: Visitor
    wanted: Wanted
    groups: dict[str, int] = field(default_factory=dict)
    spare: set[str] = field(default_factory=set)

    def leave_by(self, button: str) -> None:
        """From the top of the page through every control to the button of this name."""
        passed = []
        for _ in range(MOST_STOPS):
            here = self._tab()
            passed.append(here["name"] or here["text"])
            if here["tag"] == "BUTTON" and here["text"].startswith(button):
                self._enter()
                return
            self._answer(here)
        raise AssertionError(f"Tab never comes to {button!r}: {passed}")

    def _tab(self) -> dict[str, Any]:
        self.visitor.page.keyboard.press("Tab")
        here: dict[str, Any] = self.visitor.page.evaluate(FOCUSED)
        assert here["seen"], f"the focus on {here} cannot be seen"
        return here

    def _answer(self, here: dict[str, Any]) -> None:
        name = here["name"]
        if here["type"] == "file":
            if not here["optional"]:
                self._hand_in()
        elif here["type"] == "radio" and name in self.wanted:
            self._pick(here)
        elif here["type"] == "checkbox" and name in self.wanted:
            if (here["value"] in self.wanted[name]) != here["checked"]:
                self.visitor.page.keyboard.press("Space")
        elif here["tag"] == "SELECT" and name in self.wanted:
            self._arrow_to(self.wanted[name][0])
        elif here["tag"] in ("INPUT", "TEXTAREA") and self.wanted.get(name, [here["value"]]) != [
            here["value"]
        ]:
            self._type(self.wanted[name][0])
        elif here["tag"] == "BUTTON" and name in ("add", "remove"):
            self._change_group(name, here["value"])

    def _pick(self, here: dict[str, Any]) -> None:
        """Tab comes to the one that is ticked, or the first; arrows go on and tick."""
        if not here["checked"]:
            self.visitor.page.keyboard.press("Space")
        self._arrow_to(self.wanted[here["name"]][0])

    def _arrow_to(self, value: str) -> None:
        for _ in range(MOST_STOPS):
            if self.visitor.page.evaluate("document.activeElement.value") == value:
                return
            self.visitor.page.keyboard.press("ArrowDown")
        raise AssertionError(f"the arrows never come to {value!r}")

    def _type(self, text: str) -> None:
        keyboard = self.visitor.page.keyboard
        keyboard.press("ControlOrMeta+a")
        if not text:
            keyboard.press("Delete")
        elif len(text) > 20:
            keyboard.insert_text(text)
        else:
            keyboard.type(text)

    def _hand_in(self) -> None:
        with self.visitor.page.expect_file_chooser() as chooser:
            self.visitor.page.keyboard.press("Enter")
        chooser.value.set_files(PAYLOAD)

    def _change_group(self, what: str, of: str) -> None:
        group = of if what == "add" else of.rpartition(".")[0]
        count = int(self.visitor.page.locator(f'[name="{group}.count"]').input_value())
        too_many = count > self.groups.get(group, count)
        if what == "add" and (count < self.groups.get(group, count) or group in self.spare):
            self.spare.discard(group)
            self._reload()
        elif what == "remove" and too_many and of == f"{group}.{count - 1}":
            self._reload()

    def _reload(self) -> None:
        """The button under the focus; the page comes back where it was left."""
        self.visitor.page.evaluate("window.before = true")
        self.visitor.page.keyboard.press("Enter")
        self.visitor.page.wait_for_function(
            "() => !window.before && document.readyState === 'complete'"
        )

    def _enter(self) -> None:
        self.visitor.page.keyboard.press("Enter")


def passes(
    visitor: Visitor, heading: str, wanted: Wanted, button: str, look: Callable[[], None]
) -> None:
    """One page: seen, filled in, left."""
    visitor.lands_on(heading)
    look()
    Keys(visitor, wanted).leave_by(button)
