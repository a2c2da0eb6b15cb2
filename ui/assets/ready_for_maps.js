// Prepares the script that draws maps as soon as the server is asked for a page, not when its map has come.
const asked = () => document.querySelector("[data-test-script-state=running]");
const watch = new MutationObserver(() => {
  if (!asked()) return;
  watch.disconnect();
  import("SCRIPT");
});
watch.observe(document.documentElement, {subtree: true, childList: true, attributes: true, attributeFilter: ["data-test-script-state"]});
