"""Making the workbook of an edition."""

from __future__ import annotations

from io import BytesIO

from reports.editions import contents, reading
from reports.editions.edition import Edition
from reports.editions.reading import Row
from reports.workbook import book, charts, sheets, summaries, tables
from reports.workbook.looks import PLAIN, Looks
from reports.workbook.sheets import CONTENTS, Told
from reports.workbook.summaries import Line
from reports.workbook.tables import Sheet

#: Sheets of parts in the order of their tabs, after those that sum up.
_PARTS = (
    *(tables.LEDGER, tables.DECISIONS, tables.PROJECTS, tables.MILESTONES, tables.GAPS, tables.INDEX),
    *(tables.VALUES, tables.VILLAGE_VALUES, tables.PAST_VALUES, tables.MEETINGS, tables.REGIONS),
)


def made(edition: Edition) -> bytes:
    """The workbook of an edition; the same edition gives the same bytes."""
    stream = BytesIO()
    title = f"{edition.about['place']} {reading.month_words(edition)} 群团改革数据工作簿"
    written = book.opened(stream, title, reading.sealed_at(edition), reading.called(edition), PLAIN)
    looks, told = Looks(written), _told(edition)
    written.add_worksheet(CONTENTS)
    judged = summaries.overview_sheet(written, looks, edition, told)["target"]
    # Tabs stand in the order in which they are made; the charts come second.
    course = summaries.course_sheet(written, looks, edition, told)
    count = charts.charts_sheet(written, looks, edition, told, judged, course)
    lines = [
        Line(summaries.OVERVIEW, len(reading.own_values(edition)), summaries.about(summaries.OVERVIEW)),
        Line(summaries.COURSE, len(reading.own_course(edition)), summaries.about(summaries.COURSE)),
        Line(charts.CHARTS, count, summaries.about(charts.CHARTS)),
    ]
    of_sheet = _rows(edition)
    for sheet in _PARTS:
        rows, note = of_sheet[sheet.name]
        sheets.write(written, looks, sheet, rows, told, note)
        lines.append(Line(sheet.name, len(rows), sheet.about + (f"（{note}）" if note else "")))
    defined = summaries.definitions_sheet(written, looks, edition, told)
    lines.append(Line(summaries.DEFINITIONS, defined, summaries.about(summaries.DEFINITIONS)))
    summaries.contents_sheet(written, looks, edition, told, lines)
    written.close()
    return stream.getvalue()


def _told(edition: Edition) -> Told:
    hashed = f"　SHA-256 {edition.sha256}" if edition.number else ""
    return Told(
        f"{edition.about['place']} {reading.month_words(edition)}",
        f"{reading.called(edition)}{hashed}",
        tuple(reading.warnings(edition)),
        reading.region_names(edition),
    )


def _rows(edition: Edition) -> dict[str, tuple[list[Row], str]]:
    """Rows and remark by the name of the sheet; what has no value is left out where rows are many."""
    plain: tuple[Sheet, ...] = tuple(sheet for sheet in _PARTS if sheet.part != contents.VALUES)
    found = {sheet.name: (_records(edition, sheet.part), "") for sheet in plain}
    villages = {
        row["region_code"] for row in edition.records(contents.REGIONS) if row["level"] == "village"
    } - {edition.region}
    month = edition.about["period"]
    above: list[Row] = []
    below: list[Row] = []
    past: list[Row] = []
    for row in edition.records(contents.VALUES):
        now = below if row["region_code"] in villages else above
        (now if row["period"] == month else past).append(row)
    found[tables.VALUES.name] = (above, "")
    for sheet, rows in ((tables.VILLAGE_VALUES, below), (tables.PAST_VALUES, past)):
        stated = [row for row in rows if row["value"]]
        left = len(rows) - len(stated)
        found[sheet.name] = (stated, f"另有 {left:,} 行没有数据，未列出" if left else "")
    return found


def _records(edition: Edition, part: str) -> list[Row]:
    return list(edition.records(part))
