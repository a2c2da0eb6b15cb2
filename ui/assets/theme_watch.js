// Streamlit draws its own parts anew when the viewer changes between light and dark, but does not run the
// page again, so that pictures would keep the colours of the other mode. This asks for that run.
export default function ({ data, parentElement, setTriggerValue }) {
  const host = parentElement.host ?? parentElement;
  const shown = () => {
    const paper = getComputedStyle(host).getPropertyValue("--st-background-color").trim();
    const parts = /^#[0-9a-f]{6}$/i.test(paper) ? [1, 3, 5].map((at) => parseInt(paper.slice(at, at + 2), 16)) : null;
    return parts && (parts[0] + parts[1] + parts[2] < 384 ? "dark" : "light");
  };
  let asked = null;
  const timer = setInterval(() => {
    const mode = shown();
    if (mode && mode !== data.mode && mode !== asked) {
      asked = mode;
      setTriggerValue("mode", mode);
    }
  }, 400);
  return () => clearInterval(timer);
}
