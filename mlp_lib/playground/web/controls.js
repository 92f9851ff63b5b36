// The settings: what the original has, and what it hides behind its addresses.
import { button, labelled, make, menu } from "./dom.js";

const TEXTS = {
  problem: { classification: "two classes", regression: "a number", "three-classes": "three classes" },
  dataset: { circle: "circle", xor: "xor", gauss: "gauss", spiral: "spiral" },
  reg_dataset: { "reg-plane": "plane", "reg-gauss": "bumps" },
  class_dataset: { "three-clouds": "three clouds", "three-rings": "three rings", "three-arms": "three arms" },
  loss: { half_squared_error: "½ (a − y)²", cross_entropy: "cross-entropy" },
  activation: { relu: "ReLU", tanh: "tanh", sigmoid: "sigmoid", linear: "linear" },
  regularization: { none: "none", L1: "L1", L2: "L2" },
};
const LABELS = { problem: "Problem", loss: "Loss", activation: "Activation", learning_rate: "Learning rate",
  regularization: "Regularisation", regularization_rate: "Its rate", noise: "Noise, %", train_percent: "Training points, %",
  batch_size: "Batch" };
const SETS = { classification: "dataset", regression: "reg_dataset", "three-classes": "class_dataset" };

export class Controls {
  /** `change(settings)` is told what the reader has set, some settings by name. */
  constructor({ choices }, change) {
    const texts = (name) => choices[name].map((value) => TEXTS[name]?.[value] ?? String(value));
    this.menus = Object.fromEntries(Object.keys(LABELS).map((name) =>
      [name, menu(choices[name], texts(name), (value) => change({ [name]: value }))]));
    this.points = make("select", { onchange: () => change(this.places[this.points.selectedIndex]) });
    this.seed = make("input", { type: "text", maxlength: 40, autocomplete: "off", spellcheck: "false",
      onchange: () => change({ seed: this.seed.value.trim() }) });
    this.boxes = Object.fromEntries(Object.entries({ show_test: "show test points", discretize: "show the side only",
      zero_start: "start from zeros" }).map(([name, text]) => {
      const box = make("input", { type: "checkbox", onchange: () => change({ [name]: box.checked }) });
      return [name, { box, label: make("label", { class: "mlp-play-tick" }, box, text) }];
    }));
    Object.assign(this, { choices, places: [] });
    const field = (name) => (this.fields[name] = labelled(LABELS[name], this.menus[name].element));
    this.fields = {};
    this.element = make("div", { class: "mlp-play-controls", role: "group", "aria-label": "Settings" },
      field("problem"), labelled("Points", this.points), field("noise"), field("train_percent"), field("batch_size"),
      field("activation"), field("learning_rate"), field("regularization"), field("regularization_rate"), field("loss"),
      labelled("Seed", this.seed), ...Object.values(this.boxes).map(({ label }) => label));
  }

  show({ settings, own }) {
    for (const [name, { show }] of Object.entries(this.menus)) show(settings[name]);
    const field = SETS[settings.problem], sets = this.choices[field];
    this.places = [...sets.map((value) => ({ [field]: value, own: false })), ...(own ? [{ own: true }] : [])];
    this.points.replaceChildren(...sets.map((value) => make("option", {}, TEXTS[field][value])),
      ...(own ? [make("option", {}, "your own")] : []));
    this.points.selectedIndex = settings.own ? sets.length : sets.indexOf(settings[field]);
    if (this.seed !== this.seed.getRootNode().activeElement) this.seed.value = settings.seed;
    for (const [name, { box }] of Object.entries(this.boxes)) box.checked = settings[name];
    this.fields.loss.hidden = settings.problem !== "classification";
    this.menus.problem.element.disabled = settings.own;
    this.menus.noise.element.disabled = settings.own;
    this.menus.regularization_rate.element.disabled = settings.regularization === "none";
  }
}

/** The buttons that run it. `acts`: run(on), epoch, one, reset, fresh. */
export class Player {
  constructor(acts) {
    this.run = button("▶ Run", () => acts.run(), { class: "mlp-play-run" });
    this.element = make("div", { class: "mlp-play-bar" }, this.run,
      button("One epoch", acts.epoch), button("One observation", acts.one, { title: "One update, by the next observation alone" }),
      button("Reset", acts.reset, { title: "Back to the start: the same points, the same weights" }),
      button("New points and start", acts.fresh, { title: "The next seed" }));
    this.last = make("input", { type: "number", min: 1, max: 100000, class: "mlp-play-until" });
    this.element.append(make("label", { class: "mlp-play-tick" }, "stop at epoch", this.last));
    this.where = make("output", { class: "mlp-play-epoch" });
    this.element.append(this.where);
  }

  /** The epoch at which a run stops; null for none. */
  get until() { return Math.round(Number(this.last.value)) || null; }

  show(running, words) {
    this.run.textContent = running ? "❚❚ Pause" : "▶ Run";
    this.where.textContent = words;
  }
}
