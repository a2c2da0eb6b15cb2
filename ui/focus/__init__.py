"""One line seen by itself and lines beside each other: what several pages draw of them."""
