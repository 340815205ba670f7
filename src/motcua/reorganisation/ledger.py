"""Every row a reorganisation writes, before and after, so that all of it can be taken back."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, TypeVar

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import DEFAULT_DB_ALIAS, IntegrityError, connection, models

from motcua.reorganisation.models import Reorganisation, RowChange

Row = TypeVar("Row", bound=models.Model)


class Touched(Exception):
    """Rows were changed since by somebody else, or something new hangs on them; names some."""

    def __init__(self, rows: list[str]) -> None:
        super().__init__("; ".join(rows))
        self.rows = rows


class Ledger:
    """Writes rows and remembers. `keep` saves what is remembered under a reorganisation."""

    def __init__(self) -> None:
        self.changes: list[RowChange] = []

    def add(self, rows: Iterable[Row]) -> list[Row]:
        """Write new rows."""
        added = list(rows)
        if added:
            type(added[0])._default_manager.bulk_create(added)
        self.changes += [
            RowChange(model=row._meta.label, row=str(row.pk), before=None, after=_facts(row))
            for row in added
        ]
        return added

    def change(self, rows: Iterable[Row], **values: Any) -> list[Row]:
        """Give every row the same new values, by column."""
        return self.change_each((row, values) for row in rows)

    def change_each(self, changes: Iterable[tuple[Row, dict[str, Any]]]) -> list[Row]:
        """Give each row its new values, by column; one that has them already stays untouched."""
        by_columns: dict[tuple[type[models.Model], tuple[str, ...]], list[Row]] = defaultdict(list)
        for row, values in changes:
            new = {name: value for name, value in values.items() if getattr(row, name) != value}
            if not new:
                continue
            before = {name: getattr(row, name) for name in new}
            for name, value in new.items():
                setattr(row, name, value)
            self.changes.append(
                RowChange(
                    model=row._meta.label, row=str(row.pk), before=_plain(before), after=_plain(new)
                )
            )
            by_columns[type(row), tuple(sorted(new))].append(row)
        for (model, columns), rows in by_columns.items():
            _write(model, rows, columns)
        return [row for rows in by_columns.values() for row in rows]

    def keep(self, reorganisation: Reorganisation) -> None:
        for change in self.changes:
            change.reorganisation = reorganisation
        RowChange.objects.bulk_create(self.changes, batch_size=2000)


def restore(reorganisation: Reorganisation) -> None:
    """Make every row what it was before; raises Touched, and then the caller must roll back."""
    changes = list(reorganisation.changes.order_by("-id"))
    by_model: dict[str, list[RowChange]] = defaultdict(list)
    for change in changes:
        by_model[change.model].append(change)
    for label, mine in by_model.items():
        _restore_rows(apps.get_model(label), mine)
    for label in dict.fromkeys(change.model for change in changes):
        added = [each.row for each in by_model[label] if each.before is None]
        # Plain DELETE: the rows point at one another, and the database checks what is left.
        rows = apps.get_model(label)._base_manager.filter(pk__in=added)
        rows._raw_delete(DEFAULT_DB_ALIAS)
    try:
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    except IntegrityError as hangs:
        raise Touched([str(hangs).splitlines()[0]]) from hangs


def _restore_rows(model: type[models.Model], changes: list[RowChange]) -> None:
    """Take the changes of one table back, newest first, seeing that nobody changed them since."""
    rows = {
        str(key): row
        for key, row in model._base_manager.in_bulk({each.row for each in changes}).items()
    }
    columns: dict[str, set[str]] = defaultdict(set)
    foreign = []
    for change in changes:
        row = rows.get(change.row)
        if row is None or any(
            _plain({name: getattr(row, name)})[name] != value
            for name, value in (change.after or {}).items()
        ):
            foreign.append(f"{model._meta.verbose_name} {row or change.row}")
            continue
        for name, value in (change.before or {}).items():
            setattr(row, name, _column(model, name).to_python(value))
            columns[change.row].add(name)
    if foreign:
        raise Touched(list(dict.fromkeys(foreign)))
    alike: dict[tuple[str, ...], list[models.Model]] = defaultdict(list)
    for key, names in columns.items():
        alike[tuple(sorted(names))].append(rows[key])
    for together, mine in alike.items():
        _write(model, mine, together)


def _write(model: type[models.Model], rows: list[Any], columns: Iterable[str]) -> None:
    fields = [_column(model, name).name for name in columns]
    model._default_manager.bulk_update(rows, fields, batch_size=500)


def _column(model: type[models.Model], name: str) -> models.Field[Any, Any]:
    return next(each for each in model._meta.concrete_fields if each.attname == name)


def _facts(row: models.Model) -> dict[str, Any]:
    return _plain({each.attname: getattr(row, each.attname) for each in row._meta.concrete_fields})


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    """As JSON gives them back, so that what was kept compares with what is."""
    plain: dict[str, Any] = json.loads(json.dumps(values, cls=DjangoJSONEncoder))
    return plain
