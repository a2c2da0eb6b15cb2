"""What a draft moves further than its history explains: one decimal point too many, or one too few."""

from metrics.data.draft import Rows, Values
from ui.data import preview_words
from ui.drawing import panels, tables


def show(found: Rows, moved: Values, place: str, month: str) -> None:
    """Warn of numbers that their history does not explain."""
    if found.numbers.doubted.empty and moved.doubted.empty:
        return
    written = preview_words.doubted_numbers(found.numbers)
    statement = preview_words.too_far(found.numbers, moved.doubted)
    with panels.panel(f"▲ {statement}", key="too-far", data=written, file_name="偏离历史的数", chosen=None):
        panels.items(preview_words.doubted_metrics(moved.doubted, moved.moves.metrics, place, month))
        if len(written):
            tables.grid(written, "too-far")
        panels.note(preview_words.NOTE)
