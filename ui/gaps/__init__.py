"""缺口分析: matrix, list and equity as pictures and words."""
