"""Texts of shapes that are read: no person's number, nothing endless, no control characters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from etl.boundaries.properties import APPROVALS, ATTRIBUTIONS, columns_of
from etl.contract.fields import SHORT_TEXT
from etl.findings import Findings
from etl.personal import is_personal_header, may_be_personal, personal_kind

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def report_personal_headers(headers: Iterable[str], place: Mapping[str, str], findings: Findings) -> bool:
    """Errors for properties that announce personal data; whether there is one."""
    found = [header for header in headers if is_personal_header(header) or personal_kind(header)]
    for header in found:
        message = "不收个人信息，请在图层里删去这个属性，再导出"
        findings.error("personal_data", message, column=header, **place)
    return bool(found)


def report_texts(rows: Sequence[Mapping[str, str]], place: Mapping[str, str], findings: Findings) -> bool:
    """Errors for texts that are not taken; whether there is one."""
    errors = findings.error_count
    told = columns_of(rows[0], (*APPROVALS, *ATTRIBUTIONS)) if rows else []
    for number, row in enumerate(rows, start=1):
        for header, text in row.items():
            kind = personal_kind(text) if may_be_personal(text) else None
            if kind:
                message = f"属性里有{kind}，不收个人信息，请删去"
                findings.error("personal_data", message, row=number, column=header, **place)
            elif header in told and fault_of(text):
                findings.error(*_told(fault_of(text)), row=number, column=header, value=text, **place)
    return findings.error_count > errors


def _told(fault: str) -> tuple[str, str]:
    return ("text_too_long" if "字，请缩短" in fault else "control_character"), fault


def fault_of(text: str) -> str:
    """What is wrong with a 审图号 or 来源, in Chinese; '' for nothing."""
    if len(text) > SHORT_TEXT:
        return f"最多 {SHORT_TEXT} 个字，请缩短"
    return "里有看不见的控制字符，请重新输入" if _CONTROL.search(text) else ""
