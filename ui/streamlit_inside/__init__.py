"""What leans on the inside of Streamlit and not on what it promises; docs/streamlit-inside.md lists it."""
