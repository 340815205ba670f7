"""Random acts by random people on random procedures: after each, the product's promises hold.

`LONG_GAME=1` plays many more games.
"""

from __future__ import annotations

import os
from collections import Counter

import pytest
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from motcua.dossiers import acts
from tests.dossiers.game import Game
from tests.dossiers.playing import do, somebody_who_may
from tests.dossiers.ready import ready

LONG = bool(os.environ.get("LONG_GAME"))
PLAYED: Counter[str] = Counter()


# A game is not made shorter: its seed tells it again, its log tells what was done.
@settings(
    max_examples=300 if LONG else 8, database=None, derandomize=not LONG, phases=[Phase.generate]
)
@given(seed=st.integers(0, 2**32))
def play(seed: int) -> None:
    game = Game(seed)
    with pytest.MonkeyPatch.context() as patch, transaction.atomic():
        patch.setattr(timezone, "now", lambda: game.now)
        try:
            game.play(moves=50)
        except BaseException:
            print(f"seed {seed}", *game.log, sep="\n")  # noqa: T201 for whoever plays it again
            raise
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        transaction.set_rollback(True)
    PLAYED.update(game.played)


@pytest.mark.django_db
def test_whatever_is_played_the_promises_hold_and_every_act_is_played() -> None:
    play()
    for act in sorted(acts.RULES.keys() - PLAYED.keys()):
        dossier, told = ready(act)
        do(act, dossier, somebody_who_may(act, dossier), **told)
        PLAYED[act] += 1
    assert PLAYED.keys() == acts.RULES.keys()
    print(f"{PLAYED.total()} acts", PLAYED)  # noqa: T201 seen with pytest -s
