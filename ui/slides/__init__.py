"""Slides on the screen: all of them at once, so that the next is there before it is asked for."""
