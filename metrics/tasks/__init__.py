"""The 1+7 plan: scheme, tasks and their course."""
