"""Legends of maps, and what every map must say below it."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from metrics.catalogue import LINES
from ui.maps import credits, labels, tiles
from ui.maps.ground import Ground
from ui.maps.scene import JUDGED, NOT_EXPECTED, Scene
from ui.theme import VERDICTS, Palette

_SQUARES = "每点合计约 {side:g} 公里见方内的地点，点击进入；半数以上未报的为灰色"
_OWN = "；颜色为各地本级应建条线中有效的比例"


def sequential_legend(colours: Palette, low: str = "0%", high: str = "100%") -> str:
    """Write the legend of coverage shares as HTML, with 未报活动 and 暂无数据."""
    steps = "".join(f'<i style="background:{colour}"></i>' for colour in colours.sequential)
    bar = f'<span class="steps"><span>{escape(low)}</span>{steps}<span>{escape(high)}</span></span>'
    keys = "".join(
        f'<span><i class="key" style="background:{colours.verdicts[verdict]}"></i>{word}</span>'
        for verdict, word in (("未报", "未报活动"), ("不适用", "暂无数据"))
    )
    return f'<div class="qt-legend">{bar}{keys}</div>'


def verdict_legend(colours: Palette) -> str:
    """Write the legend of the five verdicts of one line as HTML: picture and word."""
    keys = [_key(tiles.mark_name(name), name, mark.meaning, colours) for name, mark in VERDICTS.items()]
    return f'<div class="qt-legend">{"".join(keys)}</div>'


def tile_legend(colours: Palette, lines: Sequence[str], letters: bool = True) -> str:
    """Write the legend of the tiles as HTML: what the fillings mean, and which letter is which line."""
    told = [name for name in VERDICTS if name != NOT_EXPECTED]
    keys = [_key(tiles.icon_name(name), name, VERDICTS[name].meaning, colours) for name in told]
    words = "　".join(f"<b>{tiles.LETTERS[line]}</b> {LINES[line]}" for line in lines)
    order = f"<span>{words}</span>" if letters else f"<span>方块依次为：{words}</span>"
    return f'<div class="qt-legend">{"".join(keys)}{order}</div>'


def scene_legend(scene: Scene, colours: Palette) -> str:
    """Write the legend of a coverage map as HTML: what its colours or tiles mean, and its stations."""
    if scene.dense:
        told = sequential_legend(colours) + _squares(scene)
    elif scene.tiled:
        in_letters = (scene.celled and not scene.crowded) or labels.lettered(scene, colours)
        told = tile_legend(colours, scene.expected_lines, in_letters)
    else:
        told = verdict_legend(colours) if scene.show == JUDGED else sequential_legend(colours)
    if scene.stations is None:
        return told
    return told + station_key(colours, scene.reach_km, scene.pictured)


def _squares(scene: Scene) -> str:
    told = _SQUARES.format(side=float(f"{scene.square_km:.2g}")) + (_OWN if scene.show == JUDGED else "")
    return f'<div class="qt-legend">{told}</div>'


def station_key(colours: Palette, reach_km: float, pictured: bool = True) -> str:
    """Write the key of the stations, where they have pictures, and of their reach as HTML."""
    told = "群团服务中心、服务站"
    picture, owner = (_key("station", told, "", colours), "") if pictured else ("", f"{told}的 ")
    return (
        f'<div class="qt-legend">{picture}'
        f'<span><i class="key" style="border:1.5px solid {colours.ink};border-radius:50%"></i>'
        f"{owner}{reach_km:g} 公里范围</span></div>"
    )


def _key(icon: str, word: str, meaning: str, colours: Palette) -> str:
    source = tiles.picture(icon, colours)
    return f'<span title="{escape(meaning)}"><img class="key" src="{source}" alt="">{escape(word)}</span>'


def notice(text: str) -> None:
    """Say below the map what it does not show."""
    st.html(f'<div class="qt-notice">▲ {escape(text)}</div>')


def caption(ground: Ground, legend: str = "") -> None:
    """Write what every map must say: its legend, whether it is schematic, who approved it and its sources.

    Args:
        ground: the shapes that the map draws.
        legend: HTML of this module.
    """
    note = "。".join((credits.approval(ground), credits.sources(ground)))
    st.html(f'{legend}<div class="qt-source"><b class="qt-tag">{credits.tag(ground)}</b>{escape(note)}</div>')
