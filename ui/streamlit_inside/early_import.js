// Prepares scripts as soon as the server has been asked for the page, and not when what needs them has come.
const { scripts } = document.querySelector("script[data-scripts]").dataset;
const watch = new MutationObserver(() => {
  if (!document.querySelector("[data-test-script-state=running]")) return;
  watch.disconnect();
  for (const script of scripts.split(" ")) import(new URL(script, document.baseURI));
});
watch.observe(document.documentElement, {
  subtree: true, childList: true, attributes: true, attributeFilter: ["data-test-script-state"],
});
