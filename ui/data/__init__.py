"""数据中心: hand-in, doubts and completeness as tables and words."""
