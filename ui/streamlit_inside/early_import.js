// Prepares a script as soon as the server has been asked for the page, and not when what needs it has come.
const { script } = document.querySelector("script[data-script]").dataset;
const watch = new MutationObserver(() => {
  if (!document.querySelector("[data-test-script-state=running]")) return;
  watch.disconnect();
  import(new URL(script, document.baseURI));
});
watch.observe(document.documentElement, {
  subtree: true, childList: true, attributes: true, attributeFilter: ["data-test-script-state"],
});
