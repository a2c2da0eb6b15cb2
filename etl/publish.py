"""The end of drafts: published as they were looked at, or built again where the snapshot below has moved."""

from __future__ import annotations

from dataclasses import replace

from etl import drafts, snapshot
from etl.build import End, Outcome, assemble, news
from etl.drafts import Draft
from etl.findings import Findings
from etl.retention import tidy
from etl.sources import keep_drafted, sources_of
from etl.warehouse import Warehouse, WarehouseError, say_waiting


def publish_draft(warehouse: Warehouse, draft: Draft) -> Outcome:
    """Make a draft the current snapshot, or, where another was published since, its batches. Under the lock.

    Raises:
        WarehouseError: the draft or the current snapshot is damaged.
        ModelError: on top of the new current snapshot, the batches break a model's grain or a check.
    """
    warehouse.sweep()
    if warehouse.current_id() == draft.base_id:
        keep_drafted(warehouse, draft)
        drafts.make_current(warehouse, draft)
        tidy(warehouse)
        return Outcome(Findings(), draft.id)
    outcome = _on_current(warehouse, draft, "publish")
    drafts.discard(draft)
    return outcome


def renew_draft(warehouse: Warehouse, draft: Draft) -> Outcome:
    """Put another draft of the same batches in the place of one that stands on an older snapshot.

    Raises:
        WarehouseError: the draft or the current snapshot is damaged, or somebody else has decided meanwhile.
        ModelError: on top of the new current snapshot, the batches break a model's grain or a check.
    """
    outcome = _on_current(warehouse, draft, "draft")
    with warehouse.locked(on_wait=say_waiting):
        if draft.folder.is_dir():
            drafts.discard(draft)
            return outcome
        again = drafts.find(warehouse, outcome.draft_id or "")
        if again:
            drafts.discard(again)
    raise WarehouseError(f"草稿 {draft.id} 已在别处发布、放弃或删除；需要时请重新上交")


def _on_current(warehouse: Warehouse, draft: Draft, end: End) -> Outcome:
    """Bring those batches of a draft that still say something new to their end, on the current snapshot."""
    current_id = warehouse.current_id()
    held = snapshot.batches_of(warehouse.snapshot_path(current_id)) if current_id else []
    sources = sources_of(draft)
    fresh = news(warehouse, sources, held, current_id)
    known = tuple(source.batch.source for source in sources if source not in fresh)
    outcome = assemble(warehouse, fresh, current_id, end) if fresh else Outcome(Findings(), current_id)
    return replace(outcome, known=known)
