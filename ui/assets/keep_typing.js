// Keeps what is being typed where a connection that breaks cannot take it: in the browser with every key, on the
// server as soon as the typing pauses. What a page that was loaded anew does not hold is put back into its field.
export default function ({ data }) {
  const place = "quntuan-typing";
  const field = () => document.querySelector(`.st-key-${data.field} textarea`);
  const kept = () => { try { return JSON.parse(localStorage.getItem(place)) ?? {}; } catch { return {}; } };
  const keep = (all) => { try { localStorage.setItem(place, JSON.stringify(all)); } catch { /* a full or closed store */ } };
  let timer;
  const send = (box) => box.dispatchEvent(
    new KeyboardEvent("keydown", { key: "Enter", code: "Enter", keyCode: 13, ctrlKey: true, bubbles: true }));
  const typed = (event) => {
    const box = field();
    if (event.target !== box) return;
    keep({ ...kept(), [data.meeting]: { noted: data.noted, text: box.value } });
    clearTimeout(timer);
    timer = setTimeout(() => { if (!event.isComposing && box.isConnected) send(box); }, 1500);
  };
  const restore = () => {
    const box = field(), mine = kept()[data.meeting];
    if (!box || !mine) return;
    if (mine.noted !== data.noted) { const { [data.meeting]: _, ...others } = kept(); keep(others); return; }
    if (box.value || !mine.text) return;
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set.call(box, mine.text);
    box.dispatchEvent(new Event("input", { bubbles: true }));
  };
  document.addEventListener("input", typed, true);
  const later = setTimeout(restore, 400);
  return () => { clearTimeout(later); clearTimeout(timer); document.removeEventListener("input", typed, true); };
}
