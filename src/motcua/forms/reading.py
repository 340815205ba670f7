"""From the file of an e-form (docs/forms.md) to its definition, blocks in their places."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any

from motcua.forms.conditions import BadDefinition, Condition, Path, all_of, path_of, read_rule
from motcua.forms.definition import Definition, Note, Page, Question, Section

_REFERENCE = "urn:motcua:"
GROUPS = ("person", "organisation")


def read(data: Mapping[str, Any]) -> Definition:
    """Raises BadDefinition when the file cannot be read as a form at all.

    What reads and yet makes no sense is for `motcua.forms.checking` to find.
    """
    try:
        fields = _listed_fields(data["layout"])
        schema = _expanded(data["schema"], (), fields)
        pages = tuple(_page(element, schema) for element in data["layout"]["elements"])
        return Definition(
            code=data["code"],
            title=data["title"],
            source=data["source"],
            schema=schema,
            pages=pages,
            checks=tuple(data.get("checks", ())),
            facts=data.get("facts", {}),
            paper=data["paper"],
            english={**blocks_file()["english"], **data["english"]},
        )
    except BadDefinition:
        raise
    except (KeyError, TypeError, AttributeError, ValueError, IndexError) as error:
        raise BadDefinition(f"không đọc được: {type(error).__name__} {error}") from error


@cache
def blocks_file() -> Mapping[str, Any]:
    """{"blocks": by name, "english": their words}."""
    text = files("motcua.forms").joinpath("blocks.json").read_text("utf-8")
    loaded: Mapping[str, Any] = json.loads(text)
    return loaded


def _listed_fields(layout: Mapping[str, Any], around: Path = ()) -> dict[Path, list[str]]:
    """Which fields of each person and organisation the layout asks for."""
    found: dict[Path, list[str]] = {}
    for element in layout.get("elements", ()):
        options = element.get("options", {})
        if "scope" in element:
            path = around + path_of(element["scope"])
            found.setdefault(path, []).extend(options.get("fields", ()))
            found.setdefault(path[:-1], []).append(path[-1])
            found.update(_listed_fields(options.get("detail", {}), path))
        else:
            for path, names in _listed_fields(element, around).items():
                found.setdefault(path, []).extend(names)
    return found


def _expanded(schema: Mapping[str, Any], path: Path, fields: Mapping[Path, list[str]]) -> Any:
    """The schema with blocks in place of their references, cut to the fields asked for."""
    if "$ref" in schema:
        schema = _in_place(schema, fields.get(path, []))
    if "properties" in schema:
        inner = {
            name: _expanded(each, (*path, name), fields)
            for name, each in schema["properties"].items()
        }
        schema = {**schema, "properties": inner, "additionalProperties": False}
    if "items" in schema:
        schema = {**schema, "items": _expanded(schema["items"], path, fields)}
    return schema


def _in_place(schema: Mapping[str, Any], fields: list[str]) -> dict[str, Any]:
    """A reference as the block it names, with what is said beside the reference."""
    name = schema["$ref"].removeprefix(_REFERENCE)
    block = blocks_file()["blocks"].get(name)
    if block is None:
        raise BadDefinition(f"không có khối “{schema['$ref']}”")
    beside = {key: value for key, value in schema.items() if key not in ("$ref", "titles")}
    whole = {**block, **beside, "block": name}
    if name in GROUPS:
        titles = schema.get("titles", {})
        unknown = [each for each in [*fields, *titles] if each not in block["properties"]]
        if unknown:
            raise BadDefinition(f"khối “{name}” không có ô “{unknown[0]}”")
        whole["properties"] = {
            each: {**block["properties"][each], **_titled(titles, each)} for each in fields
        }
    return whole


def _titled(titles: Mapping[str, str], name: str) -> dict[str, str]:
    return {"title": titles[name]} if name in titles else {}


def _page(element: Mapping[str, Any], schema: Mapping[str, Any]) -> Page:
    sections: list[Section] = []
    loose: list[Question | Note] = []
    for inner in element["elements"]:
        section = _section(inner, schema)
        if section is None:
            loose.append(_single(inner, schema))
            continue
        if loose:
            sections.append(Section("", tuple(loose)))
            loose = []
        sections.append(section)
    if loose:
        sections.append(Section("", tuple(loose)))
    name = element["options"]["name"]
    return Page(name, element["label"], tuple(sections), read_rule(element.get("rule")))


def _section(element: Mapping[str, Any], schema: Mapping[str, Any]) -> Section | None:
    """A group, or a person or organisation with its fields; None for a single control."""
    shown = read_rule(element.get("rule"))
    if element["type"] == "Group":
        questions = [q for each in element["elements"] for q in _inside(each, schema)]
        return Section(element["label"], tuple(questions), shown)
    if element["type"] != "Control":
        return None
    path = path_of(element["scope"])
    found = _at(schema, path)
    if found.get("block") not in GROUPS:
        return None
    options = element.get("options", {})
    questions = [
        _question((*path, name), schema, _field_options(options, name), block_field=name)
        for name in options.get("fields", ())
    ]
    return Section(options.get("label", found.get("title", "")), tuple(questions), shown)


def _inside(element: Mapping[str, Any], schema: Mapping[str, Any]) -> list[Question | Note]:
    """What a group holds, each under the condition of the section it came in."""
    section = _section(element, schema)
    if section is None:
        return [_single(element, schema)]
    return [replace(each, shown=all_of(section.shown, each.shown)) for each in section.questions]


def _field_options(options: Mapping[str, Any], name: str) -> dict[str, Any]:
    """A block filled in from the applicant fills in each of its fields."""
    prefill = options.get("prefill")
    own = dict(options.get("each", {}).get(name, {}))
    return {**own, "prefill": f"{prefill}.{name}"} if prefill else own


def _single(element: Mapping[str, Any], schema: Mapping[str, Any]) -> Question | Note:
    shown = read_rule(element.get("rule"))
    if element["type"] == "Label":
        return Note(element["text"], shown)
    if element["type"] != "Control":
        raise BadDefinition(f"“{element['type']}” không có trong bố cục")
    return _question(path_of(element["scope"]), schema, element.get("options", {}), shown=shown)


def _question(
    path: Path,
    schema: Mapping[str, Any],
    options: Mapping[str, Any],
    *,
    shown: Condition | None = None,
    block_field: str = "",
) -> Question:
    found = _at(schema, path)
    holder = _at(schema, path[:-1])
    if "title" not in found:
        raise BadDefinition(f"ô “{'.'.join(path)}” chưa có title")
    kind = _kind(found, options)
    return Question(
        path=path,
        kind=kind,
        schema=found,
        label=found["title"],
        hint=found.get("description", ""),
        required=path[-1] in holder.get("required", ()),
        options=options,
        shown=shown,
        block_field=block_field,
        detail=_detail(found, options) if kind == "items" else (),
    )


def _detail(schema: Mapping[str, Any], options: Mapping[str, Any]) -> tuple[Question, ...]:
    """The questions of one item of a repeating group."""
    item = schema["items"]
    if item.get("block") in GROUPS and "detail" not in options:
        names = options.get("fields", ())
        return tuple(_question((name,), item, {}, block_field=name) for name in names)
    inner = [q for each in options["detail"]["elements"] for q in _inside(each, item)]
    return tuple(each for each in inner if isinstance(each, Question))


def _at(schema: Mapping[str, Any], path: Path) -> Mapping[str, Any]:
    for name in path:
        properties = schema.get("properties", {})
        if name not in properties:
            raise BadDefinition(f"schema không có “{'.'.join(path)}”")
        schema = properties[name]
    return schema


_KIND_OF_BLOCK = {
    "date": "date",
    "past-date": "date",
    "future-date": "date",
    "money": "money",
    "address": "address",
}


def _kind(schema: Mapping[str, Any], options: Mapping[str, Any]) -> str:
    if "computed" in options:
        return "computed"
    if schema.get("block") in _KIND_OF_BLOCK:
        return _KIND_OF_BLOCK[schema["block"]]
    if schema["type"] == "array":
        return "choices" if "oneOf" in schema["items"] else "items"
    if schema["type"] == "string":
        return "choice" if "oneOf" in schema else "paragraph" if options.get("multi") else "text"
    kinds = {"boolean": "yes_no", "integer": "integer", "number": "number"}
    if schema["type"] not in kinds:
        raise BadDefinition(f"kiểu “{schema['type']}” không hỏi được bằng một ô")
    return kinds[schema["type"]]
