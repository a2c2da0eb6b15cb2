"""Sending an edition's papers by mail: off until a file says to whom."""
