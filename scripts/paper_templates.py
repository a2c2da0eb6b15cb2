"""Write the templates of minutes and brief as they are kept: `python -m scripts.paper_templates [FOLDER]`.

An office that wants other words copies one, changes it in Word or WPS and names it with `--template`.
"""

from __future__ import annotations

import sys
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from reports.slides.deck.fixed import fixed
from scripts.official_layout import (
    BODY,
    HEAD,
    IN_HEADS,
    NO2,
    NO4,
    NO5,
    SUB,
    TITLE,
    Look,
    begun,
    paragraph,
    rule_below,
    shape,
    table,
    write,
)

FOLDER = Path(__file__).resolve().parents[1] / "reports" / "documents" / "templates"
#: When a template was made, for its properties: the same template has the same bytes.
_MADE = datetime(2018, 1, 1)
_TEXT = Look()
_FIRST = Look(HEAD)
_SECOND = Look(SUB)
_PLACE_OF_MARK = Look(TITLE, 34, "centre", 0, red=True, line=46)
_TITLE = Look(TITLE, NO2, "centre", 0, line=32)
_SMALL = Look(BODY, NO5, "left", 0, line=15)


def main(folder: Path = FOLDER) -> int:
    """Write both templates into a folder."""
    for name, made in (("minutes.docx", minutes()), ("brief.docx", brief())):
        (folder / name).write_bytes(made)
    return 0


def minutes() -> bytes:
    """The template of the minutes (会议纪要)."""
    document = begun()
    _head(document)
    _warnings(document)
    paragraph(document, "{{ place }}群团改革联席会议", _PLACE_OF_MARK)
    paragraph(document, "会　议　纪　要", _PLACE_OF_MARK)
    rule = paragraph(document, "{{ edition }}", Look(BODY, align="centre", indent=0, before=8))
    rule_below(rule, "E01B1B", 16)
    paragraph(document, "{{ meeting }}纪要", Look(TITLE, NO2, "centre", 0, line=32, before=29))
    paragraph(document, "", _TEXT)
    _opening(document)
    _issues(document)
    _decisions(document)
    _signed(document)
    _appendices(document)
    return _bytes(document, "会议纪要模板")


def _opening(document: Any) -> None:
    paragraph(
        document,
        "{{ held_on }}，{{ place }}召开{{ meeting }}。会议听取了截至{{ month }}的群团改革进展情况，"
        "研究了问题台账，议定了有关事项。现纪要如下。",
        _TEXT,
    )
    paragraph(document, "一、改革进展", _FIRST)
    paragraph(
        document,
        "{% if index %}截至{{ month }}，{{ place }}改革指数 {{ index }} 分。{% endif %}"
        "{% if lights.judged %}有目标的 {{ lights.judged }} 项指标中，绿灯 {{ lights.green }} 项，"
        "黄灯 {{ lights.amber }} 项，红灯 {{ lights.red }} 项（附件 1）。"
        "{% else %}本期没有可以亮灯的指标。{% endif %}",
        _TEXT,
    )
    paragraph(document, "{%p if reds %}", _TEXT)
    paragraph(document, "红灯指标：{{ reds }}。", _TEXT)
    paragraph(document, "{%p endif %}", _TEXT)
    paragraph(document, "{%p if projects.all %}", _TEXT)
    paragraph(
        document,
        "在列项目 {{ projects.all }} 个：完成 {{ projects.done }} 个，绿灯 {{ projects.green }} 个，"
        "黄灯 {{ projects.amber }} 个，红灯 {{ projects.red }} 个，暂停或未到期 {{ projects.grey }} 个。",
        _TEXT,
    )
    paragraph(document, "{%p endif %}", _TEXT)


def _issues(document: Any) -> None:
    paragraph(document, "二、会前问题办理", _FIRST)
    paragraph(
        document,
        "{% if issues.all %}台账共 {{ issues.all }} 件：已办结 {{ issues.closed }} 件，"
        "办理中 {{ issues.open }} 件，逾期 {{ issues.overdue }} 件（附件 2）。"
        "{% if previous %}{{ previous.name }}（{{ previous.held_on }}）以来"
        "新提出 {{ issues.raised_since }} 件，办结 {{ issues.closed_since }} 件。{% endif %}"
        "{% else %}台账里没有问题。{% endif %}",
        _TEXT,
    )
    paragraph(document, "{%p if previous and previous.decided %}", _TEXT)
    paragraph(
        document,
        "{{ previous.name }}议定 {{ previous.decided }} 项：已办结 {{ previous.done }} 项，"
        "办理中 {{ previous.open }} 项，逾期 {{ previous.overdue }} 项"
        "{% if previous.unjudged %}，另有 {{ previous.unjudged }} 项没有关联台账、项目或任务，"
        "由会议判断{% endif %}。"
        "{% if followed %}历次会议议定而未办结的见附件 3。{% endif %}",
        _TEXT,
    )
    paragraph(document, "{%p endif %}", _TEXT)


def _decisions(document: Any) -> None:
    paragraph(document, "三、议定事项", _FIRST)
    paragraph(document, "{%p if decisions %}", _TEXT)
    paragraph(document, "会议议定以下 {{ decisions|length }} 项。{{ decisions_from }}", _TEXT)
    paragraph(document, "{%p for decision in decisions %}", _TEXT)
    paragraph(document, "（{{ decision.number }}）{{ decision.text }}", _SECOND)
    paragraph(
        document,
        "由{{ decision.who }}负责{% if decision.by %}，{{ decision.by }}前完成{% endif %}。"
        "{% if decision.about %}（{{ decision.about }}）{% endif %}",
        _TEXT,
    )
    paragraph(document, "{%p endfor %}", _TEXT)
    paragraph(document, "{%p else %}", _TEXT)
    paragraph(document, "数据里还没有本次会议的议定事项。", _TEXT)
    paragraph(document, "{%p endif %}", _TEXT)


def _signed(document: Any) -> None:
    paragraph(document, "", _TEXT)
    for number, name in enumerate(("主要指标", "问题台账", "历次议定事项落实情况", "图"), start=1):
        lead = "附件：" if number == 1 else "　　　"
        paragraph(document, f"{lead}{number}. {name}", _TEXT)
    paragraph(document, "", _TEXT)
    for who in ("出席：", "列席：", "记录："):
        added = paragraph(document, "", _TEXT)
        write(added, who, Look(HEAD))


def _appendices(document: Any) -> None:
    _appendix(document, 1, "主要指标")
    table(
        document,
        ("指标", "数值", "目标", "完成度", "灯", "上月", "上年同月"),
        tuple(
            f"{{{{ row.{name} }}}}"
            for name in ("name", "value", "target", "attainment", "light", "before", "year_before")
        ),
        (42, 24, 24, 15, 9, 21, 21),
        "row in metrics",
    )
    _appendix(document, 2, "问题台账（未办结，以及上次会议以来办结）")
    table(
        document,
        ("编号", "问题", "区划", "责任", "提出", "要求办结", "状态"),
        tuple(
            f"{{{{ row.{name} }}}}"
            for name in ("id", "title", "place", "who", "raised_on", "due_on", "state")
        ),
        (18, 39, 20, 25, 20, 20, 14),
        "row in ledger",
    )
    _appendix(document, 3, "历次议定事项中未办结的")
    table(
        document,
        ("会议", "事项", "责任", "要求完成", "状态"),
        tuple(f"{{{{ row.{name} }}}}" for name in ("meeting", "text", "who", "due_on", "state")),
        (30, 56, 35, 21, 14),
        "row in followed",
    )
    _appendix(document, 4, "图")
    paragraph(document, "{%p for chart in charts %}", _SMALL)
    paragraph(document, "{{ chart }}", Look(BODY, NO5, "centre", 0, line=0))
    paragraph(document, "{%p endfor %}", _SMALL)
    paragraph(document, "{%p if not charts %}", _SMALL)
    paragraph(document, "本期没有可以画图的数字。", _SMALL)
    paragraph(document, "{%p endif %}", _SMALL)


def _appendix(document: Any, number: int, name: str) -> None:
    paragraph(document, f"附件 {number}", Look(HEAD, align="left", indent=0), new_page=True)
    paragraph(document, name, Look(TITLE, NO2, "centre", 0, line=40))


def brief() -> bytes:
    """The template of the brief: what changed since the last meeting, on one page."""
    document = begun()
    _head(document)
    paragraph(document, "{{ place }}群团改革简报", Look(TITLE, 26, "centre", 0, red=True, line=34))
    rule = paragraph(document, "{{ month }}　{{ edition }}", Look(BODY, NO4, "centre", 0, line=22))
    rule_below(rule, "E01B1B", 12)
    _warnings(document, Look(HEAD, NO5, "centre", 0, line=18))
    text, head = Look(BODY, NO4, line=22), Look(HEAD, NO4, line=22, before=3)
    paragraph(
        document,
        "{{ since }}{% if index %}截至{{ month }}，改革指数 {{ index }} 分"
        "{% if index_before %}（上次 {{ index_before }} 分）{% endif %}；{% endif %}"
        "绿灯 {{ lights.green }} 项，黄灯 {{ lights.amber }} 项，红灯 {{ lights.red }} 项；"
        "问题逾期 {{ issues.overdue }} 件，项目红灯 {{ projects.red }} 个。",
        text,
    )
    paragraph(document, "主要指标", head)
    table(
        document,
        ("指标", "数值", "目标", "灯", "上次会议"),
        tuple(f"{{{{ row.{name} }}}}" for name in ("name", "value", "target", "light", "then")),
        (52, 28, 28, 16, 32),
        "row in key_metrics",
    )
    paragraph(document, "上次会议以来", head)
    paragraph(document, "{%p for change in changes %}", text)
    paragraph(document, "{{ loop.index }}. {{ change }}", Look(BODY, 12, "both", 2, line=18.5))
    paragraph(document, "{%p endfor %}", text)
    paragraph(document, "{{ more }}", Look(BODY, 12, "left", 2, line=18.5))
    return _bytes(document, "简报模板")


def _head(document: Any) -> None:
    """Number and hash above the text of every page."""
    section = document.sections[0]
    for header in (section.header, section.even_page_header):
        header.is_linked_to_previous = False
        added = header.paragraphs[0]
        shape(added, Look(BODY, IN_HEADS, "right", 0, line=0))
        write(added, "{{ edition }}{% if sha256 %}　SHA-256 {{ sha256 }}{% endif %}", Look(BODY, IN_HEADS))


def _warnings(document: Any, look: Look | None = None) -> None:
    shown = look or Look(HEAD, align="left", indent=0)
    paragraph(document, "{%p for warning in warnings %}", shown)
    paragraph(document, "{{ warning }}", shown)
    paragraph(document, "{%p endfor %}", shown)


def _bytes(document: Any, title: str) -> bytes:
    told = document.core_properties
    told.title, told.author, told.comments = title, "", ""
    told.created = told.modified = _MADE
    stream = BytesIO()
    document.save(stream)
    return fixed(stream.getvalue())


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:])))
