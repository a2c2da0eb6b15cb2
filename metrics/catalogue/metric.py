"""The shape of a catalogue entry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Dimension = Literal["组织", "机制", "平台", "服务", "智慧化", "项目化", "社会化", "数据"]
Unit = Literal["%", "个", "人", "人次", "天", "件", "次", "条", "场", "分", "元"]
Kind = Literal["count", "sum", "ratio", "change", "median"]

#: Sums of fractions may exceed an equal whole by as much.
_ROUNDING = 1e-9


@dataclass(frozen=True)
class Metric:
    """One metric, declared once.

    Attributes:
        id: name in commands, links and `targets`.
        name: what people call it, in Chinese.
        dimension: part of the reform index to which it belongs.
        unit: '%' for shares (0–1, shown as %), else the Chinese measure word.
        direction: 'up' where higher is better, 'down' where lower is.
        by_line: also given for each of the seven lines.
        kind: how value comes from the rows. 'count' and 'sum' add `numerator`; 'ratio' divides the sums of
            `numerator` and `denominator`; 'change' is that minus 1; 'median' is the middle `numerator`.
        definition: 口径 in plain Chinese.
        sources: contract tables that it reads.
        rows: SELECT over the frames, one row for each contributing row: `period, region_code, line,
            numerator, denominator, source_table, source_row`, absent columns being null. A row whose
            numerator and denominator are both null qualifies without stating the field. `own_only`
            keeps a row out of the regions above.
        spans: the same rows as spans of months, for metrics that add up whole numbers which last:
            `from_month, to_month` (exclusive) for `period`, and no source. Values then come from the spans,
            which are few where months are many, and `rows` tell what stands behind a value.
        numerator, denominator: what is divided by what, in Chinese; empty where nothing is.
        notes: how the definition is read where its words leave a choice, in Chinese.
        factor: by which a ratio is multiplied.
        all_lines: whether the lines can be taken together.
        zero_when_empty: whether a sum over no rows at all is 0 rather than unknown.
        may_exceed_one: whether a share may lie above 1 and be right. Of all others the part lies within
            the whole, so a share above 1 tells that one of the two was handed in wrong.
        doubts: the quality rule that finds the rows behind a share above 1, where the contract accepts such
            rows; empty where it refuses them.
    """

    id: str
    name: str
    dimension: Dimension
    unit: Unit
    direction: Literal["up", "down"]
    by_line: bool
    kind: Kind
    definition: str
    sources: tuple[str, ...]
    rows: str
    spans: str = ""
    numerator: str = ""
    denominator: str = ""
    notes: str = ""
    factor: float = 1.0
    all_lines: bool = True
    zero_when_empty: bool = True
    may_exceed_one: bool = False
    doubts: str = ""

    @property
    def percent(self) -> bool:
        """Whether values are shares (0–1) shown as %."""
        return self.unit == "%"

    def doubtful(self, value: float | None) -> bool:
        """Whether a value cannot be right: a part that is more than its whole. Missing values are not."""
        return self.percent and not self.may_exceed_one and value is not None and value > 1 + _ROUNDING

    @property
    def excess(self) -> str:
        """What is wrong where a value is doubtful, in Chinese: 会员数多于应覆盖人数."""
        return f"{self.numerator}多于{self.denominator}"
