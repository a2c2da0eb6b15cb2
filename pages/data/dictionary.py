"""字典与模板: every table and field of the contract, and the workbook to fill in."""

import streamlit as st

from pages.data import contents
from ui.choosing import link_choices
from ui.data import frames, words
from ui.drawing import panels, tables
from ui.session import View
from ui.shell import messages, template

_ALL = ""


def show(view: View) -> None:
    """Draw the dictionary and offer the template."""
    fields = contents.gather_dictionary(view)
    if fields is None:
        panels.title("这个快照由较早的版本生成，里面没有字典")
        messages.empty("重建快照以后可以看到", "请运行 python -m etl rebuild，或者再交一批数据")
        return
    panels.title(words.dictionary(fields), words.DICTIONARY_LEAD)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium", key="dictionary-choice"):
        titles = dict(zip(fields["table_name"], fields["table_title"], strict=True))
        offered = {_ALL: "全部"} | {name: f"{title} {name}" for name, title in titles.items()}
        table = link_choices.selected("table", "表", offered, _ALL, width=300)
        template.offer("template")
    shown = fields[fields["table_name"] == table] if table else fields
    with panels.panel(words.dictionary_table(shown), key="dictionary"):
        written = frames.dictionary(shown)
        file_name = f"数据字典_{titles[table]}" if table else "数据字典"
        tables.grid_with_download(
            written, file_name, key="dictionary", columns=frames.DICTIONARY_WIDTHS, height=620
        )
