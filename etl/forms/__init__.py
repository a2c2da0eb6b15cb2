"""Collecting: forms are distributed, come back filled in, are checked one by one and published."""
