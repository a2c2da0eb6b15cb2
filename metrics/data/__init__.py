"""Whether the numbers can be trusted: completeness, history, origins, snapshots compared."""
