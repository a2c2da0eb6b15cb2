"""The workbook of an edition, and how every workbook that leaves the house is written."""
