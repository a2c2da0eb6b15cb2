"""Papers that leave the building, on the command line: workbook, minutes, brief, and sending them."""
