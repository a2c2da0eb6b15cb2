"""What the first page tells: attention, and what changed since the last meeting."""
