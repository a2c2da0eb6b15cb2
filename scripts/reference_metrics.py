"""The page `docs/metrics.md`: every metric of the catalogue, from `metrics.catalogue`."""

from metrics.catalogue import DIMENSIONS, METRICS, UNWEIGHTED_DIMENSIONS, Metric

HEAD = """\
# Metric catalogue

Generated from `metrics/catalogue/` by `make docs`; change the declaration, not this page.

Every number on a page, in a report or an export is one of these. Definitions are in the words that the app
shows to its users. ↑ higher is better, ↓ lower is; **L**: also given for each of the seven lines. Shares are
0–1 and shown as %. Where nothing is known a value is empty, never 0.
"""

ARROWS = {"up": "↑", "down": "↓"}

KINDS = {
    "count": "number of contributing rows",
    "sum": "sum over contributing rows",
    "ratio": "sum of numerators / sum of denominators",
    "change": "sum of numerators / sum of denominators − 1",
    "median": "median of contributing rows",
}


def metrics_page() -> str:
    """Return the whole page as Markdown."""
    return "\n".join([HEAD, _contents(), *map(_dimension, DIMENSIONS)])


def _contents() -> str:
    rows = [
        f"| [`{metric.id}`](#{metric.id}) | {metric.name} | {metric.dimension} | {metric.unit} "
        f"| {ARROWS[metric.direction]}{' L' if metric.by_line else ''} |"
        for metric in METRICS
    ]
    return "\n".join(["| id | 名称 | dimension | unit | |", "|---|---|---|---|---|", *rows, ""])


def _dimension(dimension: str) -> str:
    weighed = "shown beside the index, not weighed in it" if dimension in UNWEIGHTED_DIMENSIONS else ""
    parts = [f"## {dimension}", "", *([f"({weighed})", ""] if weighed else [])]
    return "\n".join([*parts, *(_metric(metric) for metric in METRICS if metric.dimension == dimension)])


def _metric(metric: Metric) -> str:
    value = KINDS[metric.kind] + (f" × {metric.factor:g}" if metric.factor != 1 else "")
    lines = [
        f"- 口径: {metric.definition}",
        *([f"- 分子: {metric.numerator}"] if metric.numerator else []),
        *([f"- 分母: {metric.denominator}"] if metric.denominator else []),
        *([f"- 说明: {metric.notes}"] if metric.notes else []),
        f"- value: {value}, {metric.unit}, {ARROWS[metric.direction]}{_lines(metric)}",
        *_limit(metric),
        f"- tables: {', '.join(f'[{table}](tables.md)' for table in metric.sources)}",
    ]
    return "\n".join([f"### {metric.id}", "", f"**{metric.name}**", "", *lines, ""])


def _limit(metric: Metric) -> list[str]:
    """What a value above 100 % means, where there can be one."""
    if metric.may_exceed_one:
        return ["- may exceed 100 %"]
    return [f"- above 100 % it is a doubt: {metric.excess} (`{metric.doubts}`)"] if metric.doubts else []


def _lines(metric: Metric) -> str:
    if not metric.by_line:
        return ""
    return ", L" if metric.all_lines else ", L (no value for all lines together)"
