// On a page of the book: every explorer's place holds its picture, its caption and, as JSON, what it is made of.
import { make } from "./controls.js";
import { render } from "./explorer.js";

function show(el, state) {
  const heard = [];
  render({ el, model: {
    get: (key) => state[key],
    set: (key, value) => { state[key] = value; heard.forEach((act) => act()); },
    save_changes() {}, off() {},
    on: (_, act) => { heard.push(act); },
  } });
}

/** A challenge's card gets its explorer once more, so that it is answered beside it: drawn when it is unfolded. */
function beside(card, state) {
  const place = make("div"), fold = make("details", {}, make("summary", {}, `The explorer: ${state.title}`), place);
  fold.addEventListener("toggle", () => { if (fold.open && !place.firstChild) show(place, state); });
  card.querySelector(":scope > details").before(make("div", { class: "mlp-beside" }, fold));
}

/** The page's first explorer is there at once; each other has a task of its own, so that the page answers meanwhile. */
export function wake(root = document) {
  const found = [...root.querySelectorAll("[data-mlp-explorer]")].map((place) =>
    [place, JSON.parse(place.querySelector("script[type='application/json']").textContent)]);
  for (const [, state] of found)
    for (const card of root.querySelectorAll(`[data-explorer="${state.name}"]`))
      beside(card, { ...state, name: `${state.name}-beside` });
  const next = () => {
    if (!found.length) return;
    const [place, state] = found.shift();
    show(place, state);
    delete place.dataset.mlpExplorer;
    setTimeout(next);
  };
  next();
}
