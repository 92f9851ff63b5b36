// The network: a column for the features and for each layer, a small map in every unit, links as wide as their weights.
import { button, bytes, digits, make, svg } from "./dom.js";
import { css, ofValue, palette, picture } from "./colours.js";

export class Network {
  /** `acts`: feature(key), point({layer, unit, name, shades} or null), weigh(l, to, from, value), shape(units by layer). */
  constructor(limits, acts) {
    Object.assign(this, { limits, acts, chosen: null });
    this.links = svg("svg", { class: "mlp-play-links", "aria-hidden": "true" });
    this.columns = make("div", { class: "mlp-play-columns" });
    this.said = make("div", { class: "mlp-play-link" });
    this.element = make("div", { class: "mlp-play-network", role: "group", "aria-label": "Network" }, this.links, this.columns, this.said);
    if (typeof ResizeObserver === "function") new ResizeObserver(() => this.place()).observe(this.columns);
  }

  /** Build it anew where its shape has changed. */
  shape(fixed) {
    this.fixed = fixed;
    const { hidden, features } = fixed.settings, key = JSON.stringify([hidden, fixed.sizes.at(-1)]);
    if (key !== this.key) {
      this.key = key;
      this.units = [];
      this.chosen = null;
      this.columns.replaceChildren(this.inputs(), ...hidden.map((n, i) => this.layer(n, i + 1)), this.outputs());
      this.columns.append(this.more());
    }
    this.colours = palette(false, fixed.settings.discretize);
    for (const [name, { box, canvas }] of this.keys) {
      box.setAttribute("aria-pressed", features.includes(name));
      picture(bytes(this.limits.maps[name]), this.colours, canvas);
    }
    this.used = features.map((name) => this.keys.get(name).box);
    this.connect();
  }

  unit(label, act, shades, attributes = {}) {
    const canvas = make("canvas", { width: 20, height: 20 });
    const box = button("", act, { class: "mlp-play-unit", "aria-label": label, ...attributes });
    box.append(canvas);
    const look = () => { const found = shades(); if (found) this.acts.point({ name: label, shades: found }); };
    for (const event of ["pointerenter", "focus"]) box.addEventListener(event, look);
    for (const event of ["pointerleave", "blur"]) box.addEventListener(event, () => this.acts.point(null));
    return { box, canvas };
  }

  inputs() {
    this.keys = new Map(Object.entries(this.limits.features).map(([key, name]) => {
      const unit = this.unit(`Feature ${name}`, () => this.acts.feature(key), () => this.limits.maps[key]);
      unit.box.append(make("span", {}, name));
      return [key, unit];
    }));
    return make("div", { class: "mlp-play-column mlp-play-features" }, make("div", { class: "mlp-play-head" }, "Features"),
      ...[...this.keys.values()].map(({ box }) => box));
  }

  layer(n, l) {
    const units = Array.from({ length: n }, (_, i) =>
      this.unit(`Unit ${i + 1} of layer ${l}`, () => this.choose(l, i + 1), () => this.view?.units[l - 1]?.[i]));
    this.units[l] = units;
    const set = (change) => this.acts.shape(this.fixed.settings.hidden.map((m, k) => (k === l - 1 ? m + change : m)));
    return make("div", { class: "mlp-play-column" }, make("div", { class: "mlp-play-head" },
      button("−", () => set(-1), { "aria-label": `Layer ${l}: one unit less`, disabled: n <= 1 }),
      button("+", () => set(1), { "aria-label": `Layer ${l}: one unit more`, disabled: n >= this.limits.units })),
    ...units.map(({ box }) => box));
  }

  outputs() {
    const K = this.fixed.sizes.at(-1), l = this.fixed.sizes.length - 1;
    const boxes = Array.from({ length: K }, (_, i) => button(K > 1 ? String(i) : "a", () => this.choose(l, i + 1),
      { class: "mlp-play-unit mlp-play-out", "aria-label": K > 1 ? `Output of class ${i}` : "Output" }));
    this.units[l] = boxes.map((box) => ({ box, canvas: null }));
    return make("div", { class: "mlp-play-column" }, make("div", { class: "mlp-play-head" }, "Output"), ...boxes);
  }

  /** The buttons for layers. */
  more() {
    const { hidden } = this.fixed.settings;
    return make("div", { class: "mlp-play-layers" }, make("span", {}, `Hidden layers: ${hidden.length} `),
      button("−", () => this.acts.shape(hidden.slice(0, -1)), { "aria-label": "One hidden layer less", disabled: !hidden.length }),
      button("+", () => this.acts.shape([...hidden, 2]),
        { "aria-label": "One hidden layer more", disabled: hidden.length >= this.limits.layers }));
  }

  /** Make the links: from all units of a layer to all of the next. */
  connect() {
    const before = (l) => (l === 1 ? this.used : this.units[l - 1].map(({ box }) => box));
    this.paths = [];
    for (let l = 1; l < this.units.length; l++)
      this.units[l].forEach(({ box }, i) => before(l).forEach((from, j) => {
        const path = svg("path"), hit = svg("path", { class: "mlp-play-hit" }, svg("title"));
        hit.addEventListener("click", () => this.choose(l, i + 1, j + 1));
        this.paths.push({ path, hit, from, to: box, l, i, j, share: (j + 0.5) / before(l).length });
      }));
    this.links.replaceChildren(...this.paths.flatMap(({ path, hit }) => [path, hit]));
    this.place();
  }

  /** Put the links where the units are. */
  place() {
    const origin = this.columns.getBoundingClientRect();
    if (!origin.width || !this.paths) return;
    this.links.setAttribute("viewBox", `0 0 ${origin.width} ${origin.height}`);
    for (const [name, side] of [["width", origin.width], ["height", origin.height]]) this.links.setAttribute(name, side);
    const boxes = new Map();
    const at = (box) => boxes.get(box) ?? boxes.set(box, box.getBoundingClientRect()).get(box);
    for (const { path, hit, from, to, share } of this.paths) {
      const a = at(from), b = at(to), x0 = a.right - origin.left, x1 = b.left - origin.left;
      const y0 = (a.top + a.bottom) / 2 - origin.top, y1 = b.top + (0.2 + 0.6 * share) * b.height - origin.top, bend = (x1 - x0) / 2;
      const d = `M${x0.toFixed(1)} ${y0.toFixed(1)}C${(x0 + bend).toFixed(1)} ${y0.toFixed(1)} `
        + `${(x1 - bend).toFixed(1)} ${y1.toFixed(1)} ${x1.toFixed(1)} ${y1.toFixed(1)}`;
      for (const line of [path, hit]) line.setAttribute("d", d);
    }
  }

  draw(view) {
    this.view = view;
    view.units.forEach((layer, k) => layer.forEach((shades, i) => {
      const unit = this.units[k + 1]?.[i];
      if (unit?.canvas) picture(bytes(shades), this.colours, unit.canvas);
    }));
    for (const { path, hit, l, i, j } of this.paths) {
      const weight = view.W[l - 1]?.[i]?.[j];
      if (weight === undefined) continue;
      path.setAttribute("stroke", css(ofValue(weight, 1)));
      path.setAttribute("stroke-dasharray", weight < 0 ? "7 4" : "none");          // its sign not by the colour alone
      path.setAttribute("stroke-width", (1 + 1.6 * Math.min(Math.abs(weight), 5)).toFixed(2));
      hit.firstChild.textContent = `weight ${digits(weight, 4)}`;
    }
    if (this.chosen) this.tell();
  }

  /** Show a unit's weights, or one of them, as numbers that can be changed. */
  choose(l, to, from = null) {
    const same = this.chosen && this.chosen.l === l && this.chosen.to === to && this.chosen.from === from;
    this.chosen = same ? null : { l, to, from };
    this.said.replaceChildren();
    if (this.chosen) this.tell();
  }

  tell() {
    const { l, to, from } = this.chosen, W = this.view.W[l - 1]?.[to - 1], b = this.view.b[l - 1]?.[to - 1];
    if (!W) return this.choose(l, to, from);
    const names = l === 1 ? this.fixed.settings.features.map((key) => this.limits.features[key])
      : W.map((_, j) => `unit ${j + 1}`);
    const wanted = [...W.map((value, j) => [j + 1, `from ${names[j]}`, value]), [0, "bias", b]]
      .filter(([j]) => from === null || j === from);
    if (this.said.childElementCount === wanted.length + 1) {
      wanted.forEach(([, , value], k) => {
        const box = this.said.querySelectorAll("input")[k];
        if (box !== box.getRootNode().activeElement) box.value = value.toPrecision(5);
      });
      return;
    }
    const last = l === this.units.length - 1;
    this.said.replaceChildren(make("span", {}, last ? `Weights of output ${to}: ` : `Weights of unit ${to}, layer ${l}: `),
      ...wanted.map(([j, name, value]) => make("label", {}, `${name} `, make("input", { type: "number", step: "any",
        value: value.toPrecision(5), onchange: (event) => {
          const typed = event.target.value.trim() ? Number(event.target.value) : NaN;
          if (Number.isFinite(typed)) this.acts.weigh(l, to, j, typed);
        } }))));
  }
}
