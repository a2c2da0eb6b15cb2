"""Corrections: what a batch says that it corrects has to be there, and as it was seen."""

from __future__ import annotations

import re
from collections.abc import Sequence

from etl.contract import Field
from etl.contract.fields import SHORT_TEXT
from etl.findings import Finding, Findings
from etl.load import Batch, outdated_rows, unknown_rows
from etl.reading import Correction, Sheet
from etl.reading.corrections import NOTE_SHEET
from etl.spelling import CONTROL
from etl.validate.reporting import Reporter

_CONTROL = re.compile(re.sub(r"\\x\{([0-9a-f]{4})\}", r"\\u\1", CONTROL))
_AGAIN = "请在数据中心重新打开这一行，看过以后再更正"


def report_unclear(sheets: Sequence[Sheet], batch: Batch, findings: Findings) -> None:
    """Errors for notes without a sound reason, and for those that speak of no column of the batch."""
    for one in batch.corrections:
        place: dict[str, str | int] = {"file": one.file, "sheet": NOTE_SHEET, "row": one.number}
        if not one.reason:
            findings.error("required", "“理由”必填，请写明为什么更正", column="理由", **place)
        elif len(one.reason) > SHORT_TEXT or _CONTROL.search(one.reason):
            message = f"“理由”不能超过 {SHORT_TEXT} 字，也不能有控制字符"
            findings.error("bad_text", message, column="理由", **place)
        if not any(_field(sheet, one) for sheet in sheets):
            message = "更正说明与同一文件里的表对不上，请用数据中心的“更正这一行”重新生成"
            findings.error("unclear_correction", message, **place)


def _field(sheet: Sheet, one: Correction) -> Field | None:
    """The field of a sheet that a note speaks of, None where it speaks of another sheet."""
    if sheet.file != one.file or sheet.table.title != one.table:
        return None
    return next((field for field in sheet.header.fields.values() if field.header == one.column), None)


def report_outdated(reporter: Reporter, batch: Batch) -> None:
    """Errors where a corrected row is gone, or its value is no longer the one seen; before the merge."""
    sheet = reporter.typed.sheet
    corrected = [(one, field) for one in batch.corrections if (field := _field(sheet, one))]
    if not corrected:
        return
    gone = f"当前快照里没有这一行，可能已经撤销。{_AGAIN}"
    reporter.report(unknown_rows(reporter.con, reporter.typed), Finding("error", "corrected_row_gone", gone))
    for one, field in corrected:
        moved = f"“{field.header}”现在已不是更正时看到的“{one.old or '空'}”，别人已经改过。{_AGAIN}"
        like = Finding("error", "outdated_correction", moved, column=field.name)
        reporter.report(outdated_rows(reporter.con, reporter.typed, field, one.old), like)
