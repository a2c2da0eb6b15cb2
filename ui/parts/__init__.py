"""The way from the parts of a picture (a brand, a lead's tasks, a kind of station) to their rows."""

from ui.parts.dialog import Figure, Piece, opener

__all__ = ["Figure", "Piece", "opener"]
