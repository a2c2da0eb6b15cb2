"""What is missing, who is affected, and how evenly people are served."""
