"""The bytes of each paper of an edition, by name."""

from __future__ import annotations

from pathlib import Path

from reports.editions.edition import Edition
from reports.papers.source import before_of, decided_later

#: Papers by the name of their command, with the ending of their file.
PAPERS = {"workbook": ".xlsx", "minutes": ".docx", "brief": ".docx"}


def content(folder: Path, edition: Edition, paper: str, template: Path | None = None) -> bytes:
    """Make a paper.

    Args:
        folder: the warehouse, where minutes look for decisions and the brief for the meeting before.
        edition: the edition.
        paper: one of `PAPERS`.
        template: for minutes and brief, in the place of the house's own.

    Raises:
        EditionError: it cannot be made; the message says why.
    """
    if paper == "workbook":
        from reports.workbook import making as workbook

        return workbook.made(edition)
    from reports.documents import making as documents
    from reports.documents.meeting import own_decisions

    if paper == "brief":
        return documents.brief(edition, before_of(folder, edition), template)
    later, told = None, ""
    if edition.number and not own_decisions(edition):
        later, told = decided_later(folder, edition)
    return documents.minutes(edition, template, later, told)
