// What the original hides: the layers in numbers, all weights, one observation with all that is computed for it.
import { button, count, digits, fold, labelled, make, percent, table } from "./dom.js";

export class Inside {
  /** `look(panels)` says what is open; `weigh(l, to, from, value)` sets a weight; `one()` takes the observation's step. */
  constructor(limits, { look, weigh, one }) {
    Object.assign(this, { limits, weigh, look, number: 0, open: {} });
    const place = () => make("div");
    Object.assign(this, { formula: make("p", { class: "mlp-play-formula" }), layers: place(), weights: place(), numbers: place() });
    this.which = make("input", { type: "number", min: 1, value: 1, onchange: () => {
      this.number = Math.max(0, Math.round(Number(this.which.value) || 0));
      look({ observation: this.number });
    } });
    const opened = (name, panels) => (on) => { this.open[name] = on; this.drawn = ""; look(panels(on)); };
    this.element = make("div", { class: "mlp-play-parts" },
      fold("The layers in numbers", opened("layers", (on) => ({ layers: on })), this.formula, this.layers),
      fold("All weights", opened("weights", () => ({})), this.weights),
      fold("One observation, step by step", opened("numbers", (on) => ({ observation: on ? this.number : null })),
        make("div", { class: "mlp-play-row" }, labelled("Observation", this.which),
          button("The next one", () => { this.number = 0; look({ observation: 0 }); }),
          button("Train on the next observation alone", () => { this.number = 0; look({ observation: 0 }); one(); })), this.numbers));
  }

  draw(fixed, view, running) {
    this.fixed = fixed;
    this.formula.textContent = `${fixed.formula}. ${count(fixed.parameters)} parameters: `
      + fixed.sizes.slice(1).map((n, l) => `${n} · (${fixed.sizes[l]} + 1)`).join(" + ") + ".";
    if (this.open.layers && view.layers) this.layers.replaceChildren(this.ofLayers(view.layers));
    if (this.open.weights) this.ofWeights(view, running);
    if (this.open.numbers && view.observation) this.ofOne(view.observation);
  }

  ofLayers(rows) {
    return table("Each layer over the training set", ["layer", "units", "parameters", "size of ∂C/∂W", "activations, rms", "from", "to", "flat"],
      rows.map((row) => [`${row.layer}, ${row.activation}`, String(row.units), String(row.parameters), digits(row.gradient, 5),
        digits(row.size), digits(row.low), digits(row.high), row.flat === null ? "–" : percent(row.flat)]));
  }

  /** The table is made anew where the shape has changed; else its boxes get their numbers, but for the one written in. */
  ofWeights({ W, b }, running) {
    const key = JSON.stringify([W.map((rows) => [rows.length, rows[0].length]), this.fixed.settings.features]);
    if (key !== this.drawn) {
      this.drawn = key;
      this.boxes = [];
      const box = (l, i, j, name) => {
        const input = make("input", { type: "number", step: "any", "aria-label": name, onchange: () => {
          const typed = input.value.trim() ? Number(input.value) : NaN;
          if (Number.isFinite(typed)) this.weigh(l, i + 1, j, typed);
        } });
        this.boxes.push({ input, value: (view) => (j ? view.W[l - 1][i][j - 1] : view.b[l - 1][i]) });
        return input;
      };
      this.weights.replaceChildren(...W.map((rows, k) => {
        const from = rows[0].map((_, j) => (k ? `unit ${j + 1}` : this.limits.features[this.fixed.settings.features[j]]));
        return table(`Layer ${k + 1}: W, (to, from), and b`, ["to", ...from.map((name) => `from ${name}`), "bias"], rows.map((row, i) =>
          [`unit ${i + 1}`, ...row.map((_, j) => box(k + 1, i, j + 1, `Layer ${k + 1}, to unit ${i + 1} from ${from[j]}`)),
            box(k + 1, i, 0, `Layer ${k + 1}, bias of unit ${i + 1}`)]));
      }));
    }
    for (const { input, value } of this.boxes) {
      input.disabled = running;
      if (input !== input.getRootNode().activeElement) input.value = value({ W, b }).toPrecision(5);
    }
  }

  ofOne(one) {
    if (this.which !== this.which.getRootNode().activeElement) this.which.value = one.number;
    this.which.max = one.of;
    const list = (values) => values.map((v) => digits(v, 4)).join(", ");
    const step = (title, ...lines) => make("div", {}, make("p", {}, make("strong", {}, title)), ...lines.map((line) => make("p", {}, line)));
    const forward = one.layers.map(({ layer, z, a }) => `layer ${layer}: z = ${list(z)};  a = ${list(a)}`);
    const backward = [...one.layers].reverse().map(({ layer, delta }) => `layer ${layer}: ∂C/∂z = ${list(delta)}`);
    this.numbers.replaceChildren(
      step(`Observation ${one.number} of ${one.of}`, `x = (${list(one.point)}), label ${digits(one.label, 2)}`,
        `inputs: ${one.inputs.map(([name, value]) => `${name} = ${digits(value, 4)}`).join(", ")}`),
      step("Forward", ...forward), step("Loss", one.words), step("Backward", ...backward),
      ...one.layers.map(({ layer, W, dW, b, db, new_W: after, new_b: bias }) => table(
        `Layer ${layer}: a step w − η ∂C/∂w by this observation alone`, ["weight", "now", "∂C/∂w", "after the step"],
        W.flatMap((row, i) => [...row.map((w, j) => [`to ${i + 1} from ${j + 1}`, digits(w, 5), digits(dW[i][j], 5), digits(after[i][j], 5)]),
          [`bias ${i + 1}`, digits(b[i], 5), digits(db[i], 5), digits(bias[i], 5)]]))));
  }
}
