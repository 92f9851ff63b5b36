// Points of the reader's own: a table pasted or taken from a file, or points set on the map or by their numbers.
import { button, fold, labelled, make, menu } from "./dom.js";

const KINDS = { classification: "two classes, −1 and 1", "three-classes": "three classes, 0, 1, 2", regression: "numbers from −1 to 1" };
const TARGETS = { classification: [-1, 1], "three-classes": [0, 1, 2], regression: [-1, -0.5, 0, 0.5, 1] };

export class OwnPoints {
  /** `take({text} or {points})` hands them over; `drawn()` is called when the points being set have changed. */
  constructor(take, drawn) {
    Object.assign(this, { setting: null, problem: "classification", label: 1, drawn });
    this.text = make("textarea", { rows: 5, spellcheck: "false", placeholder: "x1, x2, y\n1.5, -0.3, 1\n-2, 0.7, -1" });
    const file = make("input", { type: "file", accept: ".csv,.txt,text/csv", onchange: async () => {
      const [chosen] = file.files;
      if (chosen && chosen.size < 1e6) this.text.value = await chosen.text();
    } });
    this.kind = menu(Object.keys(KINDS), Object.values(KINDS), (problem) => this.begin(problem));
    this.labels = make("select", { onchange: () => { this.label = TARGETS[this.problem][this.labels.selectedIndex]; } });
    const number = (text) => make("input", { type: "number", step: "any", min: -6, max: 6, "aria-label": text });
    const x1 = number("X₁ of a point"), x2 = number("X₂ of a point");
    this.count = make("span", { role: "status" });
    this.start = button("Set points on the map", () => (this.setting ? this.end() : this.begin(this.problem)));
    this.tools = make("div", { class: "mlp-play-row", hidden: true }, labelled("Kind", this.kind.element),
      labelled("The next point is", this.labels), x1, x2,
      button("Add", () => { if (x1.value && x2.value) this.add([Number(x1.value), Number(x2.value)]); }),
      button("Take the last one back", () => { this.setting.pop(); this.tell(); }),
      button("Train on these", () => { take({ points: this.setting }); this.end(); }), this.count);
    this.element = fold("Your own points", () => {},
      make("p", {}, "A row for each point: two numbers and the target. Two or three different words or labels are classes, "
        + "other numbers are a regression. Nothing leaves your computer."),
      labelled("Table", this.text),
      make("div", { class: "mlp-play-row" }, labelled("From a file", file), button("Train on this table", () => take({ text: this.text.value }))),
      make("div", { class: "mlp-play-row" }, this.start), this.tools);
  }

  begin(problem) {
    if (problem !== this.problem || !this.setting) this.setting = [];
    this.problem = problem;
    this.kind.show(problem);
    this.labels.replaceChildren(...TARGETS[problem].map((label) => make("option", {}, String(label).replace("-", "−"))));
    this.labels.selectedIndex = TARGETS[problem].length - 1;
    this.label = TARGETS[problem].at(-1);
    this.tools.hidden = false;
    this.start.textContent = "Stop setting points";
    this.tell();
  }

  end() {
    this.setting = null;
    this.tools.hidden = true;
    this.start.textContent = "Set points on the map";
    this.drawn();
  }

  add([x1, x2]) {
    if (!this.setting || Math.abs(x1) > 6 || Math.abs(x2) > 6) return;
    this.setting.push([x1, x2, this.label]);
    this.tell();
  }

  tell() {
    this.count.textContent = `${this.setting.length} points; click on the map for more`;
    this.drawn();
  }

  /** What the map shows in place of the run's points. */
  get shown() { return this.setting && { points: this.setting, problem: this.problem }; }
}
