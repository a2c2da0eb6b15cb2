"""项目跟踪: lights, schedule and money as pictures and words."""
