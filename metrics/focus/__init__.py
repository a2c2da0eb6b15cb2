"""One line seen by itself: its declared focus, its public, its units without an organisation."""
