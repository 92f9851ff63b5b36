// The lecture view: one explorer at a time, as large as the window, by keys. `?lecture=neurons/line,activations/tangent`
// says which, `&at=1` where it stands; the page `teaching` makes such addresses. Others' pages are opened in their turn.
(() => {
  const query = new URLSearchParams(location.search), NAME = /^[a-z0-9-]+\/[\w-]+$/;
  const items = (query.get("lecture") ?? "").split(",").filter((item) => NAME.test(item)).slice(0, 100)
    .map((item) => item.split("/"));
  if (!items.length) return;
  const page = location.pathname.split("/").pop().replace(/\.html$/, "");
  const dialog = document.createElement("dialog"), stage = document.createElement("div");
  const place = document.createElement("span"), mark = document.createElement("div");
  let at = 0, box = null;

  const address = (i) => `${items[i][0]}.html?lecture=${items.map((item) => item.join("/")).join(",")}&at=${i}`;

  function button(text, act) {
    const made = Object.assign(document.createElement("button"), { type: "button", textContent: text });
    made.addEventListener("click", act);
    return made;
  }

  // The explorer, once its script has drawn it.
  function drawn(name) {
    const look = () => document.querySelector(`#explorer-${CSS.escape(name)}[role="group"]`);
    return new Promise((resolve) => {
      if (look()) return resolve(look());
      const found = new MutationObserver(() => { if (look()) { found.disconnect(); resolve(look()); } });
      found.observe(document.body, { childList: true, subtree: true });
      setTimeout(() => { found.disconnect(); resolve(look()); }, 10_000);
    });
  }

  function putBack() {
    if (!box) return;
    box.classList.remove("mlp-large");
    mark.replaceWith(box);
    box = null;
  }

  async function show(i) {
    at = Math.min(Math.max(i, 0), items.length - 1);
    if (items[at][0] !== page) return location.assign(address(at));
    putBack();
    place.textContent = `${at + 1} of ${items.length}`;
    try { history.replaceState(null, "", address(at)); } catch { /* a page that was opened as a file keeps its address */ }
    const found = await drawn(items[at][1]);
    if (!found) return stage.replaceChildren(`There is no explorer "${items[at][1]}" on this page.`);
    box = found;
    box.replaceWith(mark);
    box.classList.add("mlp-large");
    stage.replaceChildren(box);
    box.querySelector(".mlp-controls :is(input, select, button)")?.focus({ preventScroll: true });
  }

  // A slider, a list and a handle need the arrows themselves; a presenter's remote control sends the page keys.
  function key(event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const own = event.target.closest?.("input, select, textarea, [tabindex]");
    const step = { PageDown: 1, PageUp: -1, n: 1, p: -1, ...(own ? {} : { ArrowRight: 1, ArrowLeft: -1 }) }[event.key];
    if (!step || (event.target.matches?.("input[type=number]") && event.key.length === 1)) return;
    event.preventDefault();
    event.stopPropagation();                                 // of a slider, which would take a page key as a leap
    if (at + step >= 0 && at + step < items.length) show(at + step);
  }

  function leave() {
    const shown = box;
    putBack();
    dialog.remove();
    try { history.replaceState(null, "", `${page}.html`); } catch { /* as above */ }
    shown?.scrollIntoView({ block: "center" });
  }

  const bar = document.createElement("p");
  bar.append(button("Previous", () => show(at - 1)), place, button("Next", () => show(at + 1)),
    button("Leave the lecture view", () => dialog.close()));
  dialog.className = "mlp-lecture";
  dialog.setAttribute("aria-label", "Lecture view");
  dialog.append(bar, stage);
  dialog.addEventListener("keydown", key, true);
  dialog.addEventListener("close", leave);
  document.body.append(dialog);
  dialog.showModal();
  show(Number.parseInt(query.get("at") ?? 0, 10) || 0);
})();
