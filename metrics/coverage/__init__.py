"""Verdicts of line x place cells."""
