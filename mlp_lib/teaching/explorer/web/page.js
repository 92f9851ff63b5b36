// On a page of the book: every explorer's place holds its picture, its caption and, as JSON, what it is made of.
import { render } from "./explorer.js";

export function wake(root = document) {
  for (const place of root.querySelectorAll("[data-mlp-explorer]")) {
    const state = JSON.parse(place.querySelector("script[type='application/json']").textContent), heard = [];
    render({ el: place, model: {
      get: (key) => state[key],
      set: (key, value) => { state[key] = value; heard.forEach((act) => act()); },
      save_changes() {}, off() {},
      on: (_, act) => { heard.push(act); },
    } });
    delete place.dataset.mlpExplorer;
  }
}
