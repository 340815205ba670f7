"""What a channel is asked to carry, whole and in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Message:
    """One notice to one recipient. It names no applicant and carries no secret."""

    # The outbox row it comes from: the same number is the same message.
    number: int
    # Whose it is; nobody's when it goes to an address alone.
    account: int | None
    address: str
    language: str
    subject: str
    # What happened, and what to do next.
    paragraphs: tuple[str, ...]
    # Labels and values: agency, post, moments.
    facts: tuple[tuple[str, str], ...]
    # Where it is read in full: a path of this site, and the words of the link.
    path: str
    link: str
    reference: str
    # Read at a desk, not as a citizen.
    for_desk: bool = False

    @property
    def body(self) -> str:
        """Paragraphs and facts as plain text."""
        facts = "\n".join(f"{label}: {value}" for label, value in self.facts)
        return "\n\n".join([*self.paragraphs, facts] if facts else self.paragraphs)
