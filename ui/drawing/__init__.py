"""What pages of all subjects draw with: panels, tables, workbooks, plots, names of places."""
