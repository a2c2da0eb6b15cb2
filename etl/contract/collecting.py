"""Collecting (下发、填报、催报): which unit is asked for which tables, until when."""

from __future__ import annotations

from types import MappingProxyType

from etl.contract import organisations, plans, work
from etl.contract.fields import Rule, Table, code, date, month, region, text
from etl.contract.lines import line

#: Tables in which every known unit owes a row for the month.
MONTHLY = (
    organisations.MEMBERSHIPS,
    organisations.CADRES,
    work.STATION_MONTHS,
    work.CHANNELS,
    plans.PROGRESS,
)

#: Tables that get a row for whatever happened in the month, which may be nothing.
EVENTS = (work.ACTIVITIES, work.OUTPUTS)

#: Tables without a month, to be looked through and corrected.
REGISTERS = (organisations.ORGANIZATIONS, work.STATIONS)

#: What units may be asked for, by table id.
COLLECTED = MappingProxyType({table.name: table for table in (*MONTHLY, *EVENTS, *REGISTERS)})

SEPARATORS = "[;；、,，]"


def _unknown_tables() -> str:
    """SQL: a word of `tables` that names none of them, or no word at all."""
    words = ", ".join(f"'{word}'" for table in COLLECTED.values() for word in (table.name, table.title))
    parts = f"[trim(part) for part in regexp_split_to_array(r.tables, '{SEPARATORS}') if trim(part) <> '']"
    return f"len({parts}) = 0 OR len([part for part in {parts} if part NOT IN ({words})]) > 0"


COLLECTIONS = Table(
    "collections",
    "填报任务",
    key=("collection_id", "unit"),
    note="下发的填报任务，一个填报单位一行；由 python -m etl forms 生成，也可以自己填。",
    fields=(
        code("collection_id", "任务编号", required=True),
        text("name", "任务名称", required=True),
        region("unit", "填报单位", required=True),
        line(),
        month(),
        text("tables", "填报内容", required=True),
        date("due_on", "截止日期", required=True),
        date("handed_in_on", "交齐日期"),
    ),
    rules=(
        Rule(
            "unknown_collected_table",
            "tables",
            _unknown_tables(),
            f"填报内容只能是：{'、'.join(table.title for table in COLLECTED.values())}，几张表之间用 ; 隔开",
        ),
        Rule(
            "handed_in_in_future",
            "handed_in_on",
            "r.handed_in_on > $received_on",
            "交齐日期不能晚于收到数据的那一天；由系统填写，可以留空",
        ),
    ),
)

TABLES = (COLLECTIONS,)
