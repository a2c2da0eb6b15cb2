"""What a viewer chooses and how the link keeps it."""
