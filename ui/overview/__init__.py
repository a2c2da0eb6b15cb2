"""总览: how the first page looks and what it says."""
