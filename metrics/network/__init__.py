"""Structure, staff and who answers for what."""
