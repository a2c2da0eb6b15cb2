"""Stations, brands, activities, channels, outputs and the reported facts."""
