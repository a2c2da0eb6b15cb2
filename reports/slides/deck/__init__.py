"""Slides as a .pptx: native charts, tables and shapes, which Office and WPS can edit."""
