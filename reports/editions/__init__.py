"""Sealed editions (会议版): what a meeting saw, frozen under a number and a hash."""
