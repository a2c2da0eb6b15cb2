"""三级联动: structure, staff and answers as pictures and words."""
