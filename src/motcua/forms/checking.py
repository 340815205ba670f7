"""The mistakes of a form's file, each by its place: what reads and yet makes no sense."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import jsonschema_rs

from motcua.catalog.conditions import FACTS
from motcua.forms.conditions import BadDefinition, Path, path_of
from motcua.forms.contract import contract
from motcua.forms.definition import Definition, Note, Question
from motcua.forms.printing import PLACEHOLDER
from motcua.forms.reading import read
from motcua.processes.conditions import compiled
from motcua.processes.errors import ProcessError

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# Pages of the road every dossier has, besides those of its form.
_TAKEN = {"agency", "applicant", "request", "papers", "review"}
_CHECK_FACTS = {"form", "applicant", "ago"}


def mistakes(data: Mapping[str, Any]) -> list[str]:
    """Every mistake of a form's file, in Vietnamese; none when it may be published."""
    try:
        definition = read(data)
        jsonschema_rs.meta.validate(contract(definition))
    except (BadDefinition, jsonschema_rs.ValidationError) as error:
        return [str(error)]
    checks = (_names, _controls, _conditions, _rules, _facts, _printed, _english)
    return [mistake for check in checks for mistake in check(definition)]


def _names(definition: Definition) -> Iterator[str]:
    names = [page.name for page in definition.pages]
    for name in sorted(_TAKEN.intersection(names)):
        yield f"trang không được tên là “{name}”"
    for name in [definition.code, *names]:
        if not _NAME.fullmatch(name):
            yield f"tên “{name}” chỉ gồm chữ thường không dấu, chữ số và gạch nối"
    yield from (f"hai trang cùng tên “{name}”" for name in set(names) if names.count(name) > 1)


def _controls(definition: Definition) -> Iterator[str]:
    """Each answer of the schema is asked once."""
    asked = [question.path for question, _shown in definition.questions()]
    for path in _leaves(definition.schema):
        count = asked.count(path)
        if count != 1:
            yield f"ô “{'.'.join(path)}” được hỏi {count} lần, cần đúng một lần"


def _leaves(schema: Mapping[str, Any], path: Path = ()) -> Iterator[Path]:
    for name, inner in schema.get("properties", {}).items():
        if "properties" in inner and inner.get("block") != "address":
            yield from _leaves(inner, (*path, name))
        else:
            yield (*path, name)


def _conditions(definition: Definition) -> Iterator[str]:
    """A condition reads an answer given before."""
    before: set[Path] = set()
    for question, conditions in definition.questions():
        for condition in conditions:
            for path in (condition.reads() if condition else set()) - before:
                yield f"ô “{question.name}” tùy vào “{'.'.join(path)}”, phải được hỏi trước nó"
        before.add(question.path)


def _rules(definition: Definition) -> Iterator[str]:
    names = {question.name for question, _shown in definition.questions()}
    for check in definition.checks:
        try:
            unknown = set(compiled(check["rule"]).variables()) - _CHECK_FACTS
        except ProcessError as error:
            yield f"checks: {error}"
            continue
        if unknown:
            yield f"checks: “{check['rule']}” hỏi {', '.join(sorted(unknown))} không có"
        if check["field"] not in names:
            yield f"checks: không có ô “{check['field']}”"


def _facts(definition: Definition) -> Iterator[str]:
    names = {question.name for question, _shown in definition.questions()}
    for fact, name in definition.facts.items():
        if fact not in FACTS:
            yield f"facts: không có dữ kiện “{fact}”"
        if name not in names:
            yield f"facts: không có ô “{name}”"


def _printed(definition: Definition) -> Iterator[str]:
    """Every answer is on the paper, or decides what the paper says."""
    paper = str(definition.paper["body"])
    printed = {found[1] for found in PLACEHOLDER.finditer(paper)}
    named = set(re.findall(r"'(?:choice|table|each)': '([^']+)'", paper))
    named |= set(re.findall(r"\['([a-z_.0-9]+)', ", paper))
    scopes = re.findall(r"'scope': '([^']+)'", paper)
    named |= {".".join(path_of(scope)) for scope in scopes}
    for question, _shown in definition.questions():
        for each in [question, *question.detail]:
            within = any(name.startswith(each.name + ".") for name in printed)
            if each.name not in printed | named and not within:
                yield f"tờ khai in ra thiếu “{question.name}”" + (
                    f" ({each.name})" if each is not question else ""
                )


def _english(definition: Definition) -> Iterator[str]:
    for text in dict.fromkeys(texts(definition)):
        if text and text not in definition.english:
            yield f"chưa có tiếng Anh: “{text}”"


def texts(definition: Definition) -> Iterator[str]:
    """Every text a page of the form may show."""
    yield definition.title
    for page in definition.pages:
        yield page.label
        for section in page.sections:
            yield section.label
            for each in section.questions:
                yield from [each.text] if isinstance(each, Note) else _texts_of(each)
    yield from (check["say"] for check in definition.checks)


def _texts_of(question: Question) -> Iterator[str]:
    yield from (question.label, question.hint, question.options.get("item", ""))
    yield question.schema.get("unit", "")
    if question.kind in ("choice", "choices"):
        yield from (words for _value, words in question.choices)
    for inner in question.detail:
        yield from _texts_of(inner)
