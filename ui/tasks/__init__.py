"""改革任务: the 1+7 plan as pictures and words."""
