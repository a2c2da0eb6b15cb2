"""Pieces of 平台与品牌: kinds of stations, brands, items of service outputs."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import pandas as pd

from ui import numbers
from ui.behind.pieces import Figure, Piece, opener
from ui.session import View


def kinds(view: View, found: pd.DataFrame) -> None:
    """Draw the way from kinds of stations (``metrics.services.stations.by_kind``) to stations and reports."""
    note = "开放中的阵地，和近 12 个月的阵地月报（期间关闭的阵地也算）。"
    opener(view, "阵地类型", partial(_kinds, found), key="kinds", note=note)


def _kinds(found: pd.DataFrame) -> Mapping[str, Piece]:
    return {row.kind: _kind(row) for row in found.itertuples(index=False)}


def _kind(row: Any) -> Piece:
    figures = [
        Figure("开放", "月末开放中的阵地", f"{row.open} 个"),
        Figure("闲置", "半年没有接待的 / 开放满 6 个月并报过月报的", f"{row.idle} / {row.settled}"),
        Figure("四项齐全", "基本服务齐全的 / 应当提供并填了服务事项的", f"{row.full} / {row.basic}"),
        Figure("平均条线", "牵头和入驻条线之和 ÷ 开放阵地", numbers.number(row.lines_mean, 1)),
        Figure("接待人次", "近 12 个月各月接待之和", numbers.number(row.visits)),
    ]
    return Piece("stations", (row.kind,), figures, numbers.stated(row.visits))


def brands(view: View, found: pd.DataFrame, key: str) -> None:
    """Draw the way from brands (``metrics.services.brands.brands``) to the activities of two years."""
    opener(view, "服务品牌的活动", partial(_brands, found, view.selection.lines), key=key)


def _brands(found: pd.DataFrame, lines: tuple[str, ...]) -> Mapping[str, Piece]:
    now = {f"{row.brand}　近 12 个月": _brand(row, lines) for row in found.itertuples(index=False)}
    before = {
        f"{row.brand}　之前 12 个月": Piece(
            "brands_before",
            (row.brand,),
            [Figure("场次", "之前 12 个月的活动", _times(row.activities_before))],
            lines=lines,
        )
        for row in found.itertuples(index=False)
    }
    return now | before


def _brand(row: Any, lines: tuple[str, ...]) -> Piece:
    figures = [
        Figure("场次", "近 12 个月的活动", _times(row.activities)),
        Figure("参与人次", "各场之和", numbers.number(row.participants)),
        Figure("服务人次", "各场之和", numbers.number(row.beneficiaries)),
        Figure("办到几处", "不同的区划", numbers.number(row.places)),
    ]
    turns = (numbers.stated(row.participants), numbers.stated(row.beneficiaries))
    return Piece("brands", (row.brand,), figures, *turns, lines=lines)


def _times(count: float) -> str:
    return numbers.NOTHING if numbers.is_missing(count) else f"{numbers.number(count)} 场"


def outputs(view: View, found: pd.DataFrame) -> None:
    """Draw the way from service outputs (``metrics.services.outputs.by_item``) to every delivery."""
    opener(view, "服务产出", partial(_outputs, found, view.selection.lines), key="outputs")


def _outputs(found: pd.DataFrame, lines: tuple[str, ...]) -> Mapping[str, Piece]:
    return {f"{row.item}（{row.unit}）": _output(row, lines) for row in found.itertuples(index=False)}


def _output(row: Any, lines: tuple[str, ...]) -> Piece:
    figures = [
        Figure("数量", "截至月末的累计", f"{numbers.exact(row.quantity)} {row.unit}"),
        Figure("金额", "截至月末的累计", numbers.value(row.amount_yuan, "元")),
        Figure("佐证", "有佐证文号的笔数 / 全部笔数", f"{row.evidenced} / {row.deliveries}"),
    ]
    sums = (numbers.stated(row.quantity), numbers.stated(row.amount_yuan))
    return Piece("outputs", (f"{row.item} {row.unit}",), figures, *sums, lines=lines)
