"""What stands behind a number: its split, its parts, its rows down to file, sheet and row."""
