"""Slides of an edition: one message each, with what proves it; drawn on the screen and written as a deck."""
