"""What the numbers mean: the catalogue, the only read queries, comparisons and ranking.

Nothing here writes to a warehouse or knows about Streamlit.
"""
