"""改革指标: the catalogue, one metric and the index as pictures and words."""
