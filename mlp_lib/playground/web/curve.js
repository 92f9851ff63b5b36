// The losses over the epochs: training dashed, test full.
import { digits, make, svg } from "./dom.js";

const W = 280, H = 90, LEFT = 34, BOTTOM = 16;

export class LossCurve {
  constructor() {
    this.train = svg("path", { class: "mlp-play-train" });
    this.test = svg("path", { class: "mlp-play-test" });
    this.top = svg("text", { x: LEFT - 4, y: 12, "text-anchor": "end" });
    this.end = svg("text", { x: W - 2, y: H - 3, "text-anchor": "end" });
    this.picture = svg("svg", { viewBox: `0 0 ${W} ${H}`, class: "mlp-play-curve", role: "img" },
      svg("path", { class: "mlp-play-axis", d: `M${LEFT} 4V${H - BOTTOM}H${W - 2}` }),
      svg("text", { x: LEFT - 4, y: H - BOTTOM, "text-anchor": "end" }), this.top, this.end, this.train, this.test);
    this.picture.children[1].textContent = "0";
    this.element = make("div", {}, this.picture, make("div", { class: "mlp-play-legend" },
      make("span", { class: "mlp-play-dashed" }, "training loss"), make("span", { class: "mlp-play-full" }, "test loss")));
  }

  draw([epochs, train, test]) {
    const last = epochs.at(-1) || 1, sorted = [...train, ...test].sort((a, b) => a - b);
    const high = Math.max(1e-6, Math.min(sorted.at(-1), 3 * sorted[Math.floor(0.9 * sorted.length)]));   // no single leap
    const path = (values) => values.map((v, i) => `${i ? "L" : "M"}${(LEFT + epochs[i] / last * (W - LEFT - 2)).toFixed(1)} `
      + `${(H - BOTTOM - Math.min(v / high, 1) * (H - BOTTOM - 4)).toFixed(1)}`).join("");
    this.train.setAttribute("d", path(train));
    this.test.setAttribute("d", path(test));
    this.top.textContent = digits(high, 2);
    this.end.textContent = `epoch ${epochs.at(-1)}`;
    this.picture.setAttribute("aria-label", `Losses over ${epochs.at(-1)} epochs: training from ${digits(train[0])} to `
      + `${digits(train.at(-1))}, test from ${digits(test[0])} to ${digits(test.at(-1))}`);
  }
}
