"""Tests that guard the structure: what must be true of every act, file and function."""

import ast
from pathlib import Path

import pytest
from django.test import Client
from django.urls import NoReverseMatch, URLResolver, get_resolver, reverse

from motcua.dossiers.acts import RULES

SOURCE = Path(__file__).parent.parent / "src" / "motcua"
FILES = [path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts]
LONGEST_FILE = 600
LONGEST_FUNCTION = 80


@pytest.mark.parametrize("name", sorted(RULES))
def test_every_act_is_declared_with_a_label_states_and_a_door(name: str) -> None:
    rule = RULES[name]
    assert str(rule.label)
    assert rule.states
    assert rule.on or rule.allowed is not None


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_files_and_functions_stay_short(path: Path) -> None:
    text = path.read_text()
    assert len(text.splitlines()) <= LONGEST_FILE
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            assert length <= LONGEST_FUNCTION, f"{node.name} has {length} lines"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_nothing_depends_on_this_machine_or_names_a_registry(path: Path) -> None:
    text = path.read_text()
    assert str(SOURCE.parents[1]) not in text
    assert "pythonhosted" not in text


# Pages anybody may open; every other page must turn a stranger away.
OPEN = {
    "healthz",
    "styleguide",
    "caught_mail",
    "caught_letter",
    "caught_html",
    "caught_file",
    "set_language",
    "portal:home",
    "portal:procedures",
    "portal:procedure",
    "portal:eligibility",
    "portal:life_events",
    "portal:life_event",
    "portal:service_worker",
    "portal:manifest",
    "portal:offline",
    "portal:this_machine",
    # Names of communes, to pick from.
    "portal:places",
    "portal:track",
    "portal:feedback_published",
    "portal:feedback_send",
    # Whoever holds the letter: the address is signed, and carries nothing but a number.
    "portal:consent_link",
    "portal:sign_in",
    "portal:sign_out",
    # Nobody has signed in yet who is signing in.
    "accounts:code",
    "accounts:passkey_sign_in",
    "office:sign_in",
    "office:sign_out",
}


def named_pages() -> list[str]:
    """Every named page of the product, with its namespace."""
    found = []

    def walk(patterns: list, namespace: str) -> None:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                inner = pattern.namespace or ""
                if inner != "api":
                    walk(pattern.url_patterns, f"{inner}:" if inner else namespace)
            elif pattern.name:
                found.append(f"{namespace}{pattern.name}")

    walk(get_resolver().url_patterns, "")
    return found


UUID = "00000000-0000-0000-0000-000000000000"
REFERENCE = "AAAA-AAAA-AAAA"
ARGUMENTS: list[dict[str, object]] = [
    {},
    {"code": "2.000635"},
    {"draft_id": UUID},
    {"draft_id": UUID, "file_id": 1},
    {"draft_id": UUID, "page": "tre"},
    {"upload_id": UUID},
    {"draft_id": UUID, "component_id": 1},
    {"visit_id": 1},
    {"reference": REFERENCE},
    {"reference": REFERENCE, "paper_id": 1},
    {"reference": REFERENCE, "file_id": 1},
    {"reference": REFERENCE, "act": "receive"},
    {"reference": REFERENCE, "act_name": "receive"},
    {"unit_id": 1},
    {"kind": "don-vi"},
    {"kind": "don-vi", "pk": 1},
    {"pk": 1},
    {"notice_id": 1},
    {"form": "json"},
    {"token": "khong-co"},
    {"code": "2.000635", "number": 1},
    {"code": "2.000635", "number": 1, "case_id": 1},
]


@pytest.mark.django_db
@pytest.mark.parametrize("name", [n for n in named_pages() if n not in OPEN])
def test_a_stranger_is_turned_away_from_every_page_not_declared_open(
    client: Client, name: str
) -> None:
    for arguments in ARGUMENTS:
        try:
            address = reverse(name, kwargs=arguments)
        except NoReverseMatch:
            continue
        answer = client.get(address)
        assert answer.status_code in {302, 403, 404, 405}, address
        if answer.status_code == 302:
            assert "dang-nhap" in answer["Location"] or "tra-cuu" in answer["Location"]
        return
    raise AssertionError(f"no sample address for {name}: add its arguments")
