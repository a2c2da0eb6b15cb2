"""The presentation, driven by keys: every slide fits every screen, and turns without asking the server."""

from tests.browser.visit import Visit

SIZES = ((1366, 768), (1920, 1080), (3840, 2160), (1024, 768))
#: Least size of the type of what a slide says, at 1080p.
BODY_PX = 24

# Texts that stand outside of the window, of their picture or of their own box, or over one another.
FAULTS = """() => {
    const slide = document.querySelector("#qt-slides .slide.shown");
    const found = [];
    const texts = [...slide.querySelectorAll("h1, p, td, th, footer *, text, .nothing *")]
        .filter(one => one.textContent.trim());
    const boxes = texts.map(one => {
        if (one.tagName === "text") return [one, one.getBoundingClientRect()];
        const range = document.createRange();
        range.selectNodeContents(one);
        return [one, range.getBoundingClientRect()];
    });
    const name = one => one.textContent.trim().slice(0, 30);
    for (const [one, box] of boxes) {
        const size = parseFloat(getComputedStyle(one).fontSize);
        const frame = one.tagName === "text"
            ? one.closest("svg").getBoundingClientRect() : one.getBoundingClientRect();
        if (box.left < -1 || box.top < -1 || box.right > innerWidth + 1 || box.bottom > innerHeight + 1)
            found.push(`outside: ${name(one)}`);
        const below = box.bottom > frame.bottom + 0.4 * size;
        if (box.right > frame.right + 2 || box.left < frame.left - 2 || below)
            found.push(`cut: ${name(one)}`);
    }
    boxes.forEach(([one, a], at) => boxes.slice(at + 1).forEach(([other, b]) => {
        // The box of a letter is higher than the letter.
        const high = 0.3 * Math.min(a.height, b.height);
        const over = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > high;
        const beside = Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2;
        if (over && beside && !one.contains(other)) found.push(`over: ${name(one)} / ${name(other)}`);
    }));
    if (document.documentElement.scrollHeight > innerHeight + 1) found.push("scrolls");
    return found;
}"""
TYPE = """() => [...document.querySelectorAll(
    "#qt-slides .slide.shown :is(td, text, .body > p:not(.credit))")]
    .filter(one => one.textContent.trim())
    .map(one => one.tagName === "text" ? parseFloat(one.getAttribute("font-size"))
        * one.closest("svg").getScreenCTM().a : parseFloat(getComputedStyle(one).fontSize))"""


def title(visit: Visit) -> str:
    return visit.page.locator("#qt-slides .shown h1").inner_text()


def press(visit: Visit, *keys: str) -> str:
    for key in keys:
        visit.page.keyboard.press(key)
    return title(visit)


def test_slides_fit_every_screen_and_turn_by_keys(visit: Visit) -> None:
    page = visit.page
    page.goto(visit.address("/", present="1", slide="1"))
    page.wait_for_selector("#qt-slides .shown", timeout=60000)
    titles = page.locator("#qt-slides h1").all_text_contents()
    assert len(titles) > 20
    for size in SIZES:
        visit.resize(*size)
        press(visit, "Home")
        for number, wanted in enumerate(titles, start=1):
            assert title(visit) == wanted
            assert page.evaluate(FAULTS) == [], (size, number)
            sizes = page.evaluate(TYPE)
            assert size != (1920, 1080) or min(sizes, default=BODY_PX) >= BODY_PX - 0.5, number
            press(visit, "ArrowRight")
    visit.settle()
    page.context.set_offline(True)
    assert press(visit, "Home") == titles[0]
    assert press(visit, "PageDown", "ArrowDown") == titles[2]
    assert press(visit, "PageUp", "ArrowLeft", "ArrowLeft") == titles[0]
    assert press(visit, "End", "ArrowRight") == titles[-1]
    assert press(visit, "1", "2", "Enter") == titles[11]
    page.context.set_offline(False)
    for key, part in (("b", ".black"), ("t", ".told"), ("n", ".notes")):
        press(visit, key)
        assert page.locator(f"#qt-slides {part}").is_visible()
        press(visit, key)
        assert not page.locator(f"#qt-slides {part}").is_visible()
    # Whoever comes back finds the slide again.
    page.reload()
    page.wait_for_selector("#qt-slides .shown", timeout=60000)
    assert title(visit) == titles[11]
    page.keyboard.press("q")
    page.wait_for_selector("#qt-slides", state="detached", timeout=60000)
    visit.settle()
    assert "present" not in page.url and "slide" not in page.url
