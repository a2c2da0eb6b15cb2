"""The floor: what Streamlit itself takes for one chart, one table and one map.

Run by Streamlit beside the app. ``?charts=3`` draws three charts and a map without a table: the page that
many viewers are measured against. The data is made here: the page asks nothing of what is ours.
"""

import pandas as pd
import plotly.graph_objects as go
import pydeck as pdk
import streamlit as st

MONTHS = 12
PLACES = 20


def main() -> None:
    """Draw the page for the month that is chosen."""
    st.set_page_config(layout="wide")
    names = [f"{year}-{number:02d}" for year in (2017, 2018) for number in range(1, MONTHS + 1)]
    asked = st.query_params.get("period", "2018-06")
    month = st.selectbox("month", names, index=names.index(asked), key=f"month-{asked}")
    found = _rows(names.index(month))
    charts = int(st.query_params.get("charts", "1"))
    for number in range(charts):
        figure = go.Figure(go.Bar(x=found["place"], y=found["value"] + number), {"height": 300})
        st.plotly_chart(figure, key=f"chart-{number}")
    if charts == 1:
        st.dataframe(found)
    points = pdk.Layer(
        "ScatterplotLayer",
        found,
        get_position=["lon", "lat"],
        get_radius="value * 20",
        get_fill_color=[27, 102, 130],
    )
    view = pdk.ViewState(latitude=28.5, longitude=114.5, zoom=9)
    st.pydeck_chart(pdk.Deck(layers=[points], initial_view_state=view, map_style=None), key="map")


def _rows(month: int) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "place": [f"place {number}" for number in range(PLACES)],
            "value": [(number * 7 + month * 11) % 23 + 1 for number in range(PLACES)],
            "lon": [114.2 + number % 5 * 0.15 for number in range(PLACES)],
            "lat": [28.2 + number // 5 * 0.15 for number in range(PLACES)],
        }
    )


main()
