"""What is said where a county begins. Pure functions, Chinese text."""

from metrics.data.divisions import County

TITLE = "建立本县：选好县，看一眼，一个按钮"
LEAD = "带上本县的法定区划（县、乡镇、村），别的什么都没有；从这里开始上报自己的数据。"
#: What the search box is called, and what it suggests.
FIND, EXAMPLES = "按名称、拼音或代码找", "安福、afx、anfu、360829"
NOTHING_FOUND = "没有这样的县（市、区、旗）"
NOTHING_HINT = "可以只写名称的一部分、拼音首字母（afx）、全拼（anfu）或 6 位代码；也可以在上面按省、市选。"
#: Where nobody has chosen yet.
CHOOSE_FIRST, CHOOSE_HINT = "先选县", "选好以后，这里会列出它有多少个乡镇、多少个村，看过再建。"
#: Where the preview has gone.
GONE = "预览已经不在了：放了一天以上，或者在别处被放弃。请再试一次。"
NOTES = (
    "区划名称与代码：统计用区划代码（2023）。以后撤并、改名，或者这里没有的，在“行政区划”表里上报即可。",
)


def of(county: County) -> str:
    """Name a county with what it belongs to: 安福县（江西省吉安市，360829）."""
    return f"{county.name}（{county.above}，{county.code}）" if county.above != county.name else county.name


def found(count: int, most: int) -> str:
    """Say how many counties were found: 找到 3 个."""
    return f"找到 {count} 个，选一个" if count < most else f"先列出最像的 {most} 个，可以再多写几个字"


def stays(place: str) -> str:
    """Say where it will live."""
    if not place:
        return "建立以后没有一条演示数据，数据都标“上报”。"
    return (
        "放在单独的仓库里，现在的数据一条不动；建立以后可以在页头来回切换，没有一条演示数据，数据都标“上报”。"
    )
