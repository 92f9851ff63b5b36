// The worksheet: boxes to fill in, each checked and diagnosed as soon as it is left; what is filled in is kept.
import { Bar, button, make } from "./dom.js";

const MARKS = { right: "✓", empty: "" };                        // all other outcomes: not yet

export class Sheet {
  constructor(place, python) {
    Object.assign(this, { place, python, stages: {}, boxes: new Map(), groups: [] });
    const last = window.mlpKept.get("mlp:sheet:last");
    this.seed = +(last?.seed ?? place.dataset.worksheet);
    this.sort = last?.sort ?? "2-2-1, one observation";
    const label = (text, field) => make("label", { class: "mlp-field" }, make("span", {}, text), field);
    this.number = make("input", { type: "number", min: 0, max: 999999, value: this.seed, onchange: () => this.renew() });
    this.menu = make("select", { onchange: () => this.renew() }, make("option", {}, this.sort));
    this.other = button("New numbers", () => { this.number.value = +this.number.value + 1; this.renew(); });
    this.empty = button("Empty all boxes", () => this.wipe());
    this.bar = new Bar("worksheet", this.other, this.empty);
    this.given = make("div", { class: "mlp-given" });
    this.progress = make("p", { class: "mlp-far", role: "status" });
    this.steps = make("div", { class: "mlp-steps" });
    place.replaceChildren(make("div", { class: "mlp-fields mlp-inputs" }, label("Seed", this.number), label("Kind", this.menu)),
      this.bar.box, this.given, this.steps, this.progress);
    this.ask();
  }

  get key() { return `mlp:sheet:${this.seed}/${this.sort.replace(/[^\w-]+/g, "-")}`; }

  get texts() { return window.mlpKept.get(this.key) ?? {}; }

  renew() {
    const seed = Math.round(+this.number.value);
    this.number.value = this.seed = seed >= 0 && seed <= 999999 ? seed : 1;
    this.sort = this.menu.value;
    window.mlpKept.set("mlp:sheet:last", { seed: String(this.seed), sort: this.sort });
    this.clear();
    this.ask();
  }

  wipe() {
    window.mlpKept.remove(this.key);
    this.clear();
    this.ask();
  }

  clear() {
    this.boxes.clear();
    this.stages = {};
    this.groups = [];
    this.steps.replaceChildren();
  }

  // Has the sheet checked: after a box was `changed`, or with a hint for the step of this number.
  async ask(changed = null, step = null) {
    const texts = this.boxes.size ? Object.fromEntries([...this.boxes].map(([name, { input }]) => [name, input.value])) : this.texts;
    const job = { kind: "sheet", seed: this.seed, sort: this.sort, texts, changed, step, stages: this.stages };
    const task = this.python.do(job, (kind, text) => {
      if (kind === "sheet") this.show(JSON.parse(text), texts);
      else if (kind === "failed" || kind === "error") this.bar.say(text);
      else if (!this.boxes.size) this.bar.follow(kind, text);
    });
    this.bar.ended(await task.ended, () => this.ask(changed, step));
  }

  show({ kinds, given, groups, progress, stages }, texts) {
    this.stages = stages;
    if (this.menu.length < kinds.length)
      this.menu.replaceChildren(...kinds.map((kind) => make("option", { selected: kind === this.sort }, kind)));
    if (!this.boxes.size) {
      this.given.innerHTML = given;
      groups.forEach((group, step) => this.build(group, step, texts));
    }
    groups.forEach(({ said, boxes }, step) => {
      if (this.groups[step].innerHTML !== said) this.groups[step].innerHTML = said;
      for (const { name, outcome } of boxes) {
        const { input, mark } = this.boxes.get(name);
        mark.textContent = MARKS[outcome] ?? "✗";
        input.parentElement.classList.toggle("mlp-box-right", outcome === "right");
        input.parentElement.classList.toggle("mlp-box-wrong", !(outcome in MARKS));
      }
    });
    this.progress.innerHTML = progress;
  }

  build({ title, boxes }, step, texts) {
    const fields = boxes.map(({ name, plain, html }) => {
      const symbol = make("span", {}), mark = make("span", { class: "mlp-mark", "aria-hidden": "true" });
      const input = make("input", { type: "text", "aria-label": plain, autocomplete: "off", spellcheck: "false",
        onchange: () => this.changed(name) });
      symbol.innerHTML = html;
      input.value = texts[name] ?? "";
      this.boxes.set(name, { input, mark });
      return make("label", { class: "mlp-field" }, symbol, input, mark);
    });
    const said = make("div", { class: "mlp-said mlp-step-said", "aria-live": "polite" });
    this.groups[step] = said;
    const hint = button("Hint", () => this.ask(null, step), { "aria-label": `Hint: ${title}` });
    this.steps.append(make("section", { class: "mlp-step", "aria-label": title }, make("h3", {}, title),
      make("div", { class: "mlp-fields mlp-inputs" }, ...fields), make("div", { class: "mlp-bar" }, hint), said));
  }

  changed(name) {
    const texts = Object.fromEntries([...this.boxes].map(([box, { input }]) => [box, input.value]).filter(([, t]) => t.trim()));
    window.mlpKept.set(this.key, texts);
    this.ask(name);
  }
}
