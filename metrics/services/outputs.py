"""Service outputs by item: how much was delivered, for how much money, and with how much evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import pandas as pd

from metrics.catalogue import LINES
from metrics.frames import with_clause
from metrics.scope import in_scope, place_and_lines
from metrics.warehouse import Snapshot

ITEMS = f"""
{with_clause("placed_outputs")}
SELECT
    output.item, output.unit,
    list_sort(list(DISTINCT output.line)) AS lines,
    sum(output.quantity) AS quantity,
    coalesce(sum(output.quantity) FILTER (output.current), 0) AS quantity_recent,
    sum(output.amount_yuan) AS amount_yuan,
    count(*) AS deliveries,
    count(output.evidence) AS evidenced,
    min(output.delivered_on) AS first_on,
    max(output.delivered_on) AS last_on
FROM placed_outputs AS output
INNER JOIN marts.dim_regions AS region ON region.code = output.region_code
WHERE {in_scope("output.line")}
GROUP BY output.item, output.unit
ORDER BY amount_yuan DESC NULLS LAST, deliveries DESC, output.item, output.unit
"""


def by_item(snapshot: Snapshot, period: date, region: str, lines: Sequence[str] = ()) -> pd.DataFrame:
    """What was delivered by the end of a month, item by item.

    Args:
        snapshot: the published snapshot.
        period: the month.
        region: region code; outputs of all below it count.
        lines: lines that delivered; none means all.

    Returns:
        ``item, unit, lines`` (their names), ``quantity, quantity_recent`` (in that unit; the latter of the
        trailing 12 months), ``amount_yuan`` (missing where no delivery states one), ``deliveries,
        evidenced`` (records, and those with a document number), ``evidenced_pct`` (0–1), ``first_on,
        last_on``, the item with most money first.
    """
    found = snapshot.query(ITEMS, **place_and_lines(period, region, lines))
    return found.assign(
        lines=found["lines"].map(_named), evidenced_pct=found["evidenced"] / found["deliveries"]
    )


def _named(lines: Iterable[str]) -> str:
    given = set(lines)
    return "、".join(name for line, name in LINES.items() if line in given)
