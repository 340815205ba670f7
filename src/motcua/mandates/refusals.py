"""Why a mandate was not given, a consent not taken, a code not sent."""

from __future__ import annotations


class MandateRefused(Exception):
    """What is not done, why, and what to do instead, for the person who asked."""

    def __init__(self, what: str, why: str, todo: str) -> None:
        super().__init__(f"{what} {why} {todo}")
        self.what, self.why, self.todo = what, why, todo
