"""New stations: the search that is watched, the map of sites, the words of a plan."""
