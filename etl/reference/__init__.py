"""The reference data of the demonstration county: raw inputs in, derived files out.

`data/reference/raw/` holds what was taken over from public sources; `build` derives the populations,
village points and township cells from it, so that every step between a source and a map is a
reviewable one. `data/reference/sources.json` names each source with its attribution.
`data/reference/national/` holds the divisions, outlines and points of all counties: see `national.py`.
"""
