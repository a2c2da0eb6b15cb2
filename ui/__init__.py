"""How numbers look: theme, selection, cache, filters, cards, charts, maps and tables."""
