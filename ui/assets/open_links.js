// Opens what a link in a table names without loading the page anew. The links stay links: they can be copied,
// opened in another tab, and reached with the keyboard.
export default function ({ setTriggerValue }) {
  const clicked = (event) => {
    const link = event.target.closest?.("a[data-open]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    setTriggerValue("opened", link.dataset.open);
  };
  document.addEventListener("click", clicked);
  return () => document.removeEventListener("click", clicked);
}
