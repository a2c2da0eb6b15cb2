"""Values of the catalogue: aggregation, courses, targets, limits, index."""
