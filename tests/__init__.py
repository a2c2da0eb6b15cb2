"""Tests: unit, models against small real files, pages through `app.py`, and a real browser."""
