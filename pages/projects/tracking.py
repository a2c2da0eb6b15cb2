"""跟踪: which projects stand still, what moved since the last conference, who carries how many."""

from functools import partial

from metrics.projects.tracking import by_post
from pages.projects import contents, opening
from ui.choosing import words as choosing_words
from ui.drawing import panels, tables
from ui.projects import tracking_words as words
from ui.session import View
from ui.shell import messages


def show(view: View) -> None:
    """Draw the part."""
    found, meeting = contents.gather_tracked(view)
    panels.title(words.title(found, meeting, view.place), choosing_words.chosen(view))
    if found.empty:
        messages.empty("没有还没完成的项目")
        return
    read = words.read(found)
    with panels.panel(
        words.listed(found), key="tracked", data=partial(words.read, found), file_name="项目跟踪"
    ):
        opening.tracked(found, read)
        panels.note(words.KEY)
    posts = by_post(found)
    load = words.posts_read(posts)
    with panels.panel(words.posts(posts), key="posts", data=load, file_name="责任岗位"):
        tables.grid(load, "posts")
