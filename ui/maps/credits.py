"""What every map must say of its borders, on the screen as in what leaves the building."""

from reports.looks.credits import APPROVAL, UNAPPROVED, approval, is_schematic, notes, sources, tag

__all__ = ["APPROVAL", "UNAPPROVED", "approval", "is_schematic", "notes", "sources", "tag"]
