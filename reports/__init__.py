"""What leaves the building: sealed editions, and what is made from them. No Streamlit."""
