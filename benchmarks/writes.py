"""The raw yardstick of everything that writes: the same rows, by plain psycopg.

What one real act wrote is read back from the database, by the transaction that wrote it; the
yardstick writes such rows again, under the same triggers, locks and commit. It reads nothing,
decides nothing, sends all new rows of a table together, and its statements are prepared.
"""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import cycle
from secrets import token_hex
from threading import Barrier
from typing import Any

import psycopg
from django.apps import apps
from django.db.models import Model
from psycopg.types.json import set_json_loads

# Written by a trigger when a job is.
BY_TRIGGERS = {"procrastinate_events"}
# Columns in which no two rows may be alike.
DISTINCT = {("dossiers_dossier", "reference"), ("dossiers_dossier", "code")}
# A column that counts for everyone, so that ours and the yardstick may take turns.
COUNTER = ("dossiers_book", "last")
# Until the statements of a connection are prepared.
WARM_UP = 10

Row = tuple[str, Any]  # its table and its primary key
Known = dict[Row, Any]  # the key of the row that stands for a recorded one


@dataclass(frozen=True)
class Pointer:
    """A parameter: the key of whatever row stands for this one."""

    row: Row


@dataclass(frozen=True)
class Distinct:
    """A parameter: a value never used before."""


@dataclass(frozen=True)
class Statement:
    """One INSERT of the new rows of a table, or the UPDATE of one row."""

    text: str
    parameters: list[Any]
    # The recorded rows whose successors' keys it returns.
    returns: list[Row]


@dataclass(frozen=True)
class Transaction:
    """What one act wrote, to be written again and again."""

    statements: list[Statement]
    # Rows that were there before; who writes again says which rows stand for them.
    changed: list[Row]

    def write(self, connection: psycopg.Connection, known: Known) -> None:
        """Write and commit."""
        known = dict(known)
        for statement in self.statements:
            parameters = [_value(each, known) for each in statement.parameters]
            done = connection.execute(statement.text, parameters)
            if statement.returns:
                for row, (key,) in zip(statement.returns, done, strict=True):
                    known[row] = key
        connection.commit()


def _value(parameter: Any, known: Known) -> Any:
    if isinstance(parameter, Pointer):
        return known.get(parameter.row, parameter.row[1])
    return token_hex(7) if isinstance(parameter, Distinct) else parameter


def record(address: str, act: Callable[[], object]) -> Transaction:
    """Do the act, in a database where nothing else happens, and note every row it wrote."""
    with psycopg.connect(address) as before, psycopg.connect(address, autocommit=True) as after:
        for connection in (before, after):
            set_json_loads(_as_written, context=connection)
        before.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        snapshot = before.execute("SELECT pg_snapshot_xmax(pg_current_snapshot())::text")
        [first] = snapshot.fetchone() or [None]
        act()
        tables = {model._meta.db_table: _Table(model) for model in stored_models()}
        inserted: dict[str, dict[Row, dict[str, Any]]] = {}
        updated: dict[Row, dict[str, Any]] = {}
        for table in tables.values():
            if table.name in BY_TRIGGERS:
                continue
            for row, values in table.rows(after, f"xmin::text::bigint >= {first}"):
                old = dict(table.rows(before, f"{table.key} = %s", row[1]))
                if row in old:
                    updated[row] = {
                        name: value for name, value in values.items() if value != old[row][name]
                    }
                else:
                    inserted.setdefault(table.name, {})[row] = values
    statements = [
        tables[name].insert(inserted[name]) for name in _parents_first(inserted, tables)
    ] + [tables[row[0]].update(row, values) for row, values in updated.items()]
    return Transaction(statements, list(updated))


def stored_models() -> list[type[Model]]:
    """Models with a table of their own; a view of history has none."""
    own = [model for model in apps.get_models() if not model._meta.proxy]
    return [model for model in own if model._meta.managed]


def _as_written(json: str | bytes) -> str:
    return json.decode() if isinstance(json, bytes) else json


class _Table:
    """What SQL needs to know of a model's table."""

    def __init__(self, model: type[Model]) -> None:
        meta = model._meta
        self.name, self.key = meta.db_table, str(meta.pk.column)
        self.columns = [str(field.column) for field in meta.local_concrete_fields]
        self.points_at = {
            str(field.column): field.related_model._meta.db_table
            for field in meta.local_concrete_fields
            if field.related_model
        }
        self.is_numbered = meta.pk.get_internal_type().endswith("AutoField")

    def rows(
        self, connection: psycopg.Connection, condition: str, *values: Any
    ) -> Iterator[tuple[Row, dict[str, Any]]]:
        columns = ", ".join(map(_quoted, self.columns))
        query = f"SELECT {columns} FROM {self.name} WHERE {condition} ORDER BY {self.key}"  # noqa: S608
        for found in connection.execute(query, values):
            named = dict(zip(self.columns, found, strict=True))
            yield (self.name, named[self.key]), named

    def insert(self, rows: dict[Row, dict[str, Any]]) -> Statement:
        columns = [name for name in self.columns if name != self.key or not self.is_numbered]
        marks = f"({', '.join(['%s'] * len(columns))})"
        text = (
            f"INSERT INTO {self.name} ({', '.join(map(_quoted, columns))})"  # noqa: S608
            f" VALUES {', '.join([marks] * len(rows))} RETURNING {self.key}"
        )
        parameters = [
            self.parameter(name, values[name]) for values in rows.values() for name in columns
        ]
        return Statement(text, parameters, list(rows))

    def update(self, row: Row, values: dict[str, Any]) -> Statement:
        changes = ", ".join(
            f"{_quoted(name)} = {_quoted(name)} + 1"
            if (self.name, name) == COUNTER
            else f"{_quoted(name)} = %s"
            for name in values
        )
        text = f"UPDATE {self.name} SET {changes} WHERE {self.key} = %s"  # noqa: S608
        parameters = [
            self.parameter(name, value)
            for name, value in values.items()
            if (self.name, name) != COUNTER
        ]
        return Statement(text, [*parameters, Pointer(row)], [])

    def parameter(self, column: str, value: Any) -> Any:
        if (self.name, column) in DISTINCT and value is not None:
            return Distinct()
        if column in self.points_at and value is not None:
            return Pointer((self.points_at[column], value))
        return value


def _quoted(column: str) -> str:
    return f'"{column}"'


def _parents_first(
    inserted: dict[str, dict[Row, dict[str, Any]]], tables: dict[str, _Table]
) -> Iterator[str]:
    """Tables so that every row follows those it points at."""
    waiting = set(inserted)
    while waiting:
        ready = sorted(
            name
            for name in waiting
            if not waiting & (set(tables[name].points_at.values()) - {name})
        )
        yield from ready
        waiting -= set(ready)


def write_for(
    address: str, transaction: Transaction, known: list[Known], *, clients: int, seconds: float
) -> float:
    """Transactions a second of so many clients, each with its own share of `known`."""
    ready = Barrier(clients)

    def write(client: int) -> float:
        mine = cycle(known[client::clients])
        with psycopg.connect(address) as connection:
            for _ in range(WARM_UP):
                transaction.write(connection, next(mine))
            ready.wait()
            begin, written = time.monotonic(), 0
            while time.monotonic() < begin + seconds:
                transaction.write(connection, next(mine))
                written += 1
            return written / (time.monotonic() - begin)

    with ThreadPoolExecutor(clients) as pool:
        return sum(pool.map(write, range(clients)))
