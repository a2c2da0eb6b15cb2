// Tells the server the size of the window, at first and whenever it has changed and come to rest.
// It waits until the page stands: a run that is cut short would leave widgets without what the server set.
export default function ({ data, setStateValue }) {
  const standing = () => document.querySelector("[data-testid=stApp][data-test-script-state=notRunning]");
  let timer;
  const later = (pause) => { clearTimeout(timer); timer = setTimeout(report, pause); };
  const report = () => {
    const size = [window.innerWidth, window.innerHeight];
    if (size[0] === data.known[0] && size[1] === data.known[1]) return;
    if (standing()) setStateValue("size", size);
    else later(50);
  };
  const resized = () => later(400);
  later(50);
  window.addEventListener("resize", resized);
  return () => { clearTimeout(timer); window.removeEventListener("resize", resized); };
}
