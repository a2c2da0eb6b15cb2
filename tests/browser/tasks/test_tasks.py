"""A click on the matrix of plans and breakthroughs narrows the list of tasks down to that cell."""

from tests.browser.visit import Visit


def test_a_click_on_the_matrix_chooses_plan_and_breakthrough(visit: Visit) -> None:
    visit.open("/tasks", period="2018-06", part="list")
    tiles = visit.page.locator(".st-key-panel-matrix g.trace.bars").nth(1).locator("g.point path")
    # The plot lies behind a layer that takes the pointer, so the middle of the tile is clicked, not the tile.
    tiles.first.scroll_into_view_if_needed()
    box = tiles.first.bounding_box()
    assert box is not None
    visit.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    chosen = visit.page.locator(".st-key-task-choice input")
    assert visit.wait(lambda: chosen.first.input_value() != "")
    visit.settle()
    said = [chosen.nth(at).input_value() for at in range(2)]
    told = visit.page.locator(".st-key-panel-matrix").inner_text()
    assert said[0] == "工商联改革方案", "rows stand in the order of the ids"
    assert said[1] == "小机关、大网络、强基层、全覆盖"
    assert "点一格" in told
    assert visit.errors == []
