// The record of runs: a row each, the best marked; any setting against the loss; and what can be taken away.
import { button, digits, fold, labelled, make, menu, percent, svg, table } from "./dom.js";

const NAMES = { points: "points", noise: "noise", train_percent: "training %", features: "features", hidden: "hidden", activation: "activation",
  loss: "loss", learning_rate: "rate", batch_size: "batch", regularization: "regularisation", regularization_rate: "its rate",
  zero_start: "zero start", seed: "seed", epochs: "epochs" };
const WIDE = 320, HIGH = 150;

export class Runs {
  /** `visit(address)` takes a run's settings again; `file(kind)` asks for a file; `forget()` empties the record. */
  constructor({ visit, file, forget }) {
    Object.assign(this, { visit, against: "hidden" });
    const keys = Object.keys(NAMES), choice = menu(keys, Object.values(NAMES), (name) => { this.against = name; this.plot(); });
    choice.show(this.against);
    this.rows = make("div");
    this.picture = svg("svg", { viewBox: `0 0 ${WIDE} ${HIGH}`, class: "mlp-play-plot", role: "img" });
    const word = make("div", { class: "mlp-play-row" }, labelled("Test loss against", choice.element));
    this.element = fold("Record of runs", () => {},
      make("p", {}, "A run is noted when you leave it: by Reset, by new points, or by a setting that starts anew."),
      this.rows, word, this.picture,
      make("div", { class: "mlp-play-row" }, button("Runs as CSV", () => file("record")), button("Network (.npz)", () => file("network")),
        button("NumPy code", () => file("numpy")), button("PyTorch code", () => file("pytorch")),
        button("Empty the record", forget)));
  }

  draw({ record, best }) {
    this.record = record;
    if (!record.length) {
      this.rows.replaceChildren(make("p", {}, "No run has been left yet."));
      this.picture.replaceChildren();
      this.picture.hidden = true;
      return;
    }
    this.rows.replaceChildren(table("Runs", ["run", "points", "features", "hidden", "activation", "loss", "rate", "penalty", "seed", "epochs",
      "training loss", "test loss", "test accuracy", "note", ""], record.map((row, i) => [
      `${i + 1}${i === best ? " ★ best" : ""}`, row.noise ? `${row.points}, noise ${row.noise}` : row.points, row.features, row.hidden || "none",
      row.activation, row.loss.replaceAll("_", " "), String(row.learning_rate),
      row.regularization === "none" ? "none" : `${row.regularization} ${row.regularization_rate}`, row.seed,
      digits(row.epochs, Number.isInteger(row.epochs) ? 0 : 2), digits(row.train_loss), digits(row.test_loss), percent(row.test_accuracy),
      row.note, row.address ? button("Again", () => this.visit(row.address), { "aria-label": `Run ${i + 1} again` }) : ""])));
    this.picture.hidden = false;
    this.plot();
  }

  /** The test loss of each run over one setting, in the order in which its values came. */
  plot() {
    if (!this.record?.length) return;
    const said = this.record.map((row) => String(row[this.against] === "" ? "none" : row[this.against]));
    const numeric = said.every((text) => text.trim() !== "" && Number.isFinite(Number(text)));
    const values = [...new Set(said)].sort((a, b) => (numeric ? Number(a) - Number(b) : 0));
    const losses = this.record.map((row) => row.test_loss ?? Infinity), kept = losses.filter(Number.isFinite);
    const high = Math.max(...kept, 1e-6) * 1.05;
    const X = (text) => 46 + (values.indexOf(text) + 0.5) / values.length * (WIDE - 52), Y = (loss) => 8 + (1 - Math.min(loss / high, 1)) * (HIGH - 36);
    const words = (x, y, text, anchor) => { const t = svg("text", { x, y, "text-anchor": anchor }); t.textContent = text; return t; };
    this.picture.replaceChildren(svg("path", { class: "mlp-play-axis", d: `M44 6V${HIGH - 26}H${WIDE - 4}` }),
      words(40, 14, digits(high), "end"), words(40, HIGH - 26, "0", "end"),
      ...values.map((text) => words(X(text), HIGH - 10, text.length > 12 ? `${text.slice(0, 11)}…` : text, "middle")),
      ...said.map((text, i) => svg("circle", { cx: X(text), cy: Y(losses[i]), r: 4, class: "mlp-play-dot" })));
    this.picture.setAttribute("aria-label", `Test loss against ${NAMES[this.against]}: `
      + said.map((text, i) => `${text} ${digits(losses[i])}`).join(", "));
  }
}
