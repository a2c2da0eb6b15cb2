"""Characters and words that mean the same in every field: spaces, dashes, yes and no, errors."""

from __future__ import annotations

from collections.abc import Mapping

#: Characters without any width, which are left out wherever they stand.
UNSEEN = "\u200b\u2060\ufeff"

SPACES = " \t\r\n\u3000\u00a0\u1680\u202f\u205f" + "".join(map(chr, range(0x2000, 0x200B)))
#: What people write where there is nothing to tell; blank in a field that is not required.
DASHES = ("—", "－", "-", "/", "／", "无")

#: Control and bidirectional characters, which no text may hold.
CONTROL = (
    "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f"
    "\\x{061c}\\x{200e}\\x{200f}\\x{202a}-\\x{202e}\\x{2066}-\\x{2069}]"
)

#: What spreadsheets show in place of a value; the last two stand for what a person does not see.
ERROR_CELL = (
    r"#(?:DIV/0!|N/A|REF!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|BUSY!|UNKNOWN!"
    r"|GETTING_DATA|未计算|已隐藏)"
)

YES_NO: Mapping[str, bool] = {
    "是": True,
    "√": True,
    "✓": True,
    "✔": True,
    "TRUE": True,
    "1": True,
    "Y": True,
    "否": False,
    "×": False,
    "FALSE": False,
    "0": False,
    "N": False,
}
