"""One warning of Streamlit's cache that says what is meant: the cache is kept in memory.

The server imports the pages before its runtime exists, and Streamlit then warns of every cached function.
"""

import logging

#: The logger of the cache and what its warning says.
LOGGER, SAID = "streamlit.runtime.caching.cache_data_api", "No runtime found"


def silence() -> None:
    """Leave that warning, and no other, out of the log."""
    logging.getLogger(LOGGER).addFilter(_wanted)


def _wanted(record: logging.LogRecord) -> bool:
    return SAID not in record.getMessage()
