"""The data files of the demonstration, and adding of rows that are not there yet."""

import json
from collections.abc import Iterable
from importlib.resources import files
from typing import Any, TypeVar

from django.db.models import Model

Row = TypeVar("Row", bound=Model)


def read_data(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(files("motcua.seeds").joinpath(name).read_text("utf-8"))
    return content


def add_missing(model: type[Row], key: str, rows: Iterable[Row]) -> dict[Any, Row]:
    """Write the rows whose key the table does not have; those it has stay as they are.

    Gives every row of the table by its key.
    """
    known = model._default_manager.in_bulk(field_name=key)
    missing = [row for row in rows if getattr(row, key) not in known]
    model._default_manager.bulk_create(missing)
    return known | {getattr(row, key): row for row in missing}
