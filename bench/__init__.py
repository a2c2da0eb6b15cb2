"""Speed, printed as ratios that are measured in one run: `python -m bench`, or `make bench`."""
