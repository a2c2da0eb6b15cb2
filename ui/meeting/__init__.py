"""联席会议: issues, decisions and what moved, as pictures and words."""
