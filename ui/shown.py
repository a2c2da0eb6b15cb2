"""Which warehouse is shown: the app's own, or that of a county beside it. The link says which.

Everything that reads or writes a warehouse asks here for its folder, so that two visitors with two warehouses
never mix. What works beside the screen is given the folder when it begins.
"""

from pathlib import Path

import streamlit as st

from metrics import warehouses
from metrics.warehouse import Snapshot, open_current, warehouse_folder

#: Parameter of the link: the six digits of a county; absent for the app's own warehouse.
WAREHOUSE = "warehouse"
_KEY = "warehouse-shown"


def begin() -> bool:
    """Settle for a whole run what the link shows; tell whether it is another warehouse than before."""
    before = county()
    st.session_state[_KEY] = st.query_params.get(WAREHOUSE, "").strip()
    return county() != before


def county() -> str:
    """What of the link names the warehouse that is shown: six digits of a county, '' for the app's own."""
    return str(st.session_state.get(_KEY, ""))


def is_missing() -> bool:
    """Tell whether the link names a warehouse that is not there."""
    asked = county()
    if not asked:
        return False
    return not warehouses.is_county(asked) or not warehouses.is_published(beside(asked))


def home() -> Path:
    """The folder of the app's own warehouse."""
    return warehouse_folder()


def beside(code: str) -> Path:
    """The folder of the warehouse of a county, by six digits; '' for the app's own."""
    return warehouses.beside(home(), code)


def folder() -> Path:
    """The folder of the warehouse that is shown."""
    return beside(county())


def opened() -> Snapshot:
    """The published snapshot of the warehouse that is shown.

    Raises:
        WarehouseError: nothing is published there, or it cannot be read.
    """
    return open_current(folder())


def in_link() -> dict[str, str]:
    """Write what a link to the same warehouse needs of it."""
    return {WAREHOUSE: county()} if county() else {}


def own(key: str) -> str:
    """Name what a session keeps for the warehouse that is shown, so that no other one comes upon it."""
    return f"{key}@{county()}" if county() else key
