"""Which warehouse is shown, the app's own or that of a county beside it, and which sealed edition of it.

The link says both; without an edition it is what is published.

Everything that reads or writes a warehouse asks here for its folder, so that two visitors with two warehouses
never mix. What works beside the screen is given the folder when it begins.
"""

from pathlib import Path
from typing import Final

import streamlit as st

from metrics import warehouses
from metrics.warehouse import Snapshot, open_current, warehouse_folder
from metrics.warehouse_error import WarehouseError
from reports.editions import opening
from reports.editions.edition import Edition, EditionError

#: Parameter of the link: the six digits of a county; absent for the app's own warehouse.
WAREHOUSE = "warehouse"
#: Parameter of the link: number of a sealed edition; absent for what is published.
EDITION = "edition"
#: Kind of a `WarehouseError` that tells of an edition.
UNSEALED: Final = "edition"
_KEY, _EDITION = "warehouse-shown", "edition-shown"
_LEAVE = "可以离开会议版看当前数据；会议版的列表、核对和对比在“联席会议”的“会议版”里。"


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


def published() -> Snapshot:
    """The published snapshot of the warehouse that is shown.

    Raises:
        WarehouseError: nothing is published there, or it cannot be read.
    """
    return open_current(folder())


def opened() -> Snapshot:
    """The snapshot that is shown: the published one, or that of the edition which the link names.

    Raises:
        WarehouseError: nothing is published there, or it cannot be read; or there is no such edition.
    """
    st.session_state.pop(_EDITION, None)
    number = st.query_params.get(EDITION, "").strip()
    if not number:
        return published()
    try:
        edition, snapshot = opening.by_number(published(), number)
    except EditionError as error:
        raise WarehouseError(UNSEALED, str(error), _LEAVE) from error
    except WarehouseError as error:
        raise WarehouseError(UNSEALED, error.message, f"{error.remedy}{_LEAVE}") from error
    st.session_state[_EDITION] = edition
    return snapshot


def edition() -> Edition | None:
    """The edition that is shown, None where it is what is published."""
    found: Edition | None = st.session_state.get(_EDITION)
    return found


def in_link() -> dict[str, str]:
    """Write what a link to the same warehouse, and to the same edition of it, needs."""
    one = edition()
    found = {WAREHOUSE: county()} if county() else {}
    return found | ({EDITION: one.number} if one else {})


def own(key: str) -> str:
    """Name what a session keeps for the warehouse that is shown, so that no other one comes upon it."""
    return f"{key}@{county()}" if county() else key
