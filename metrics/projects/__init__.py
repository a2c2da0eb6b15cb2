"""Projects: lights, money and make-up."""
