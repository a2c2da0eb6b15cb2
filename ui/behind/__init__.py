"""The way from a number to its definition, its parts and its rows."""
