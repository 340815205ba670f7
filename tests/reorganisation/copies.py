"""Many dossiers like one carried by acts: with codes, papers, tasks and chains of their own."""

from __future__ import annotations

import copy
from typing import Any

from django.db import models
from django.utils import timezone

from motcua.chain import GENESIS, event_hash
from motcua.codes import dossier_code, random_reference, random_secret
from motcua.dossiers.models import (
    Book,
    ClockPause,
    Dossier,
    Event,
    HandOver,
    IssuedPaper,
    Part,
    Road,
    SupplementRequest,
    Task,
)


def copies(like: Dossier, count: int) -> list[Dossier]:
    """`count` dossiers as far on their road as this one, which has no numbered result yet."""
    like = Dossier.objects.select_related("agency", "one_stop").get(pk=like.pk)
    made = Dossier.objects.bulk_create(_again(like) for _ in range(count))
    _tasks(like, made)
    for model in (Road, HandOver, ClockPause, SupplementRequest):
        rows = list(model._default_manager.filter(dossier=like))
        model._default_manager.bulk_create(_of(row, dossier) for dossier in made for row in rows)
    papers = list(IssuedPaper.objects.filter(dossier=like))
    events = list(like.events.order_by("sequence"))
    numbered, chained = [], []
    for dossier in made:
        own = [_paper(row, dossier, like) for row in papers]
        numbers = {row.number: new.number for row, new in zip(papers, own, strict=True)}
        numbered += own
        chained += _chain(events, dossier, numbers)
    IssuedPaper.objects.bulk_create(numbered)
    Event.objects.bulk_create(chained)
    return made


def _tasks(like: Dossier, made: list[Dossier]) -> None:
    """Tasks, each within its part, and what was asked by them."""
    rows, parts = list(like.tasks.all()), list(like.parts.all())
    opinions = {each.task_id: each for each in like.opinions.all()}
    for dossier in made:
        own = {part.pk: _of(part, dossier) for part in parts}
        Part.objects.bulk_create(own.values())
        tasks = [_of(row, dossier) for row in rows]
        for task, row in zip(tasks, rows, strict=True):
            task.part = own.get(row.part_id)
        Task.objects.bulk_create(tasks)
        for task, row in zip(tasks, rows, strict=True):
            if row.pk in opinions:
                asked = _of(opinions[row.pk], dossier)
                asked.task = task
                asked.save(force_insert=True)


def _again(like: Dossier) -> Dossier:
    new = copy.copy(like)
    new._state = models.base.ModelState()
    new.pk, new.reference, new.secret = None, random_reference(), random_secret()
    day = timezone.localdate(like.received_at)
    number = Book.objects.next_number(f"dossier {like.agency.code} {day}")
    new.code = dossier_code(like.agency.code, day, number)
    return new


def _of(row: models.Model, dossier: Dossier) -> Any:
    new = copy.copy(row)
    new._state = models.base.ModelState()
    new.pk = None
    new.dossier = dossier  # type: ignore[attr-defined]
    return new


def _paper(row: IssuedPaper, dossier: Dossier, like: Dossier) -> IssuedPaper:
    new: IssuedPaper = _of(row, dossier)
    year = timezone.localtime(row.issued_at).year
    number = Book.objects.next_number(f"{row.kind} {like.one_stop.code} {year}")
    new.number = f"{number}/{row.number.partition('/')[2]}"
    return new


def _chain(events: list[Event], dossier: Dossier, numbers: dict[str, str]) -> list[Event]:
    previous, chain = GENESIS, []
    for event in events:
        new: Event = _of(event, dossier)
        new.detail = dict(event.detail)
        if "code" in event.detail:
            new.detail["code"] = dossier.code
        if "paper" in event.detail:
            new.detail["paper"] = numbers[event.detail["paper"]]
        new.key, new.previous_hash = None, previous
        previous = new.hash = event_hash(previous, new.record())
        chain.append(new)
    return chain
