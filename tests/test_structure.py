"""Tests that guard the structure: what must be true of every act, file and function."""

import ast
from pathlib import Path

import pytest

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
    assert "/work/" not in text
    assert "pythonhosted" not in text
