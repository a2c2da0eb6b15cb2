// Turns the slides. All of them lie in the browser from the beginning: turning asks nobody, and goes on while the
// server is away. The number of the slide stands in the link, so that whoever comes back finds it again.
const PARAMETER = "slide";

export default function ({ data }) {
  document.getElementById("qt-slides")?.remove();
  const stage = document.createElement("div");
  stage.id = "qt-slides";
  stage.tabIndex = -1;
  stage.style.fontFamily = data.fonts;
  const markup = data.slides.map((slide) => slide.html).join("");
  stage.innerHTML = `<style>${data.css}</style>${markup}<div class="black"></div><div class="told"></div>` +
    '<div class="notes" role="dialog"></div>';
  document.body.append(stage);
  const slides = [...stage.querySelectorAll(".slide")];
  const [black, told, notes] = ["black", "told", "notes"].map((name) => stage.querySelector(`.${name}`));
  const begun = Date.now();
  let presenter = null;
  let digits = "";

  const asked = () => Number(new URL(location.href).searchParams.get(PARAMETER)) || 1;
  const within = (number) => Math.min(Math.max(number, 1), slides.length);
  let now = within(asked());

  function show(number) {
    now = within(number);
    slides.forEach((slide, at) => slide.classList.toggle("shown", at === now - 1));
    black.classList.remove("on");
    notes.classList.remove("on");
    const link = new URL(location.href);
    if (link.searchParams.get(PARAMETER) !== String(now)) {
      link.searchParams.set(PARAMETER, now);
      history.replaceState(history.state, "", link);
    }
    document.title = data.slides[now - 1].title;
    tellPresenter();
  }

  const minutes = (span) => `${Math.floor(span / 60000)}:${String(Math.floor(span / 1000) % 60).padStart(2, "0")}`;
  const clock = () => new Date().toLocaleTimeString("zh-CN", { hour12: false, hour: "2-digit", minute: "2-digit" });
  function tick() {
    told.textContent = `${clock()}　已讲 ${minutes(Date.now() - begun)}`;
    const place = presenter && !presenter.closed && presenter.document.getElementById("clock");
    if (place) place.textContent = told.textContent;
  }

  // The second window: notes, the slide that is shown and the next one; the keys work there too.
  function tellPresenter() {
    if (!presenter || presenter.closed) return;
    const next = data.slides[now] ? data.slides[now].html : "";
    presenter.document.title = `讲者视图 ${now} / ${slides.length}`;
    presenter.document.body.innerHTML =
      `<style>${data.css} body{margin:1em;font:18px/1.6 ${data.fonts}} #clock{font-size:2em}
       .small{position:relative;height:42vh} .small #qt-slides{--u:min(46vw/72,42vh/45);position:absolute}
       .two{display:grid;grid-template-columns:1fr 1fr;gap:1em}</style>
       <div id="clock"></div><div class="two"><div class="small"><div id="qt-slides">${data.slides[now - 1].html}</div></div>
       <div class="small"><div id="qt-slides">${next}</div></div></div><div>${data.slides[now - 1].notes}</div>`;
    presenter.document.querySelectorAll(".slide").forEach((slide) => slide.classList.add("shown"));
    tick();
  }
  function openPresenter() {
    presenter = window.open("", "qt-presenter", "width=1200,height=820");
    if (!presenter) return;
    presenter.addEventListener("keydown", pressed, true);
    tellPresenter();
  }

  function leave() {
    const link = new URL(location.href);
    [PARAMETER, "present"].forEach((name) => link.searchParams.delete(name));
    location.assign(link);
  }
  function toggle(part) {
    part.classList.toggle("on");
  }
  function full() {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen?.().catch(() => {});
  }
  const doing = {
    ArrowRight: () => show(now + 1), ArrowDown: () => show(now + 1), PageDown: () => show(now + 1),
    " ": () => show(now + 1), ArrowLeft: () => show(now - 1), ArrowUp: () => show(now - 1),
    PageUp: () => show(now - 1), Backspace: () => show(now - 1),
    Home: () => show(1), End: () => show(slides.length),
    Enter: () => show(digits ? Number(digits) : now + 1),
    b: () => toggle(black), ".": () => toggle(black), f: full, F5: full, t: () => toggle(told),
    n: () => { notes.innerHTML = data.slides[now - 1].notes; toggle(notes); }, p: openPresenter, q: leave,
    Escape: () => { if (notes.classList.contains("on")) toggle(notes); },
  };

  function pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const isDigit = /^[0-9]$/.test(key);
    if (!isDigit && !doing[key]) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (isDigit) { digits = (digits + key).slice(-3); return; }
    doing[key]();
    digits = "";
  }

  window.addEventListener("keydown", pressed, true);
  const timer = setInterval(tick, 1000);
  tick();
  show(now);
  stage.focus({ preventScroll: true });
  return () => {
    window.removeEventListener("keydown", pressed, true);
    clearInterval(timer);
    stage.remove();
  };
}
