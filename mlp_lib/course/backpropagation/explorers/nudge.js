// One weight is nudged: every layer after it is computed anew, and what moves is marked.
import { ACTIVATIONS, range } from "../../../teaching/explorer/web/maths.js";
import { fixed, minus, number, symbol } from "../../../teaching/explorer/web/numbers.js";
import { axes, circle, legend, path, text } from "../../../teaching/explorer/web/picture.js";
import { scene } from "../../../teaching/explorer/web/scene.js";

const GRID = range(-1.5, 1.5, 61);

/** The activations [a⁽⁰⁾, a⁽¹⁾, …] where the weight [l, to, from] is larger by `by`. */
export function forward({ W, b, sigma, x }, [l, to, from], by) {
  const a = [x];
  W.forEach((rows, k) => a.push(rows.map((row, i) => ACTIVATIONS[sigma[k]][0](
    row.reduce((s, w, j) => s + (w + (k + 1 === l && i + 1 === to && j + 1 === from ? by : 0)) * a[k][j], 0) + b[k][i]))));
  return a;
}
const cost = (data, weight, by) => { const out = forward(data, weight, by).at(-1); return out.reduce((s, v, i) => s + (v - data.y[i]) ** 2, 0); };

scene("nudge", {
  layout(data, W) {
    const sizes = [data.x.length, ...data.b.map((v) => v.length)], wide = W > 500, used = wide ? 170 : 190, across = (W - 110) / (sizes.length - 1);
    const place = (l, i) => [(wide ? 55 : 40) + l * (wide ? across : (W - 80) / (sizes.length - 1)), used * (i + 0.5) / sizes[l]];
    const [row, more] = legend(W, [["blue", "C, every layer computed anew"], ["red dash", "tangent: slope ∂C/∂w"]]);
    const ax = axes({ box: [0, W, used + more, used + more + 235], xlim: [-1.5, 1.5], ylim: [0, 12], xticks: [-1.5, -1, -0.5, 0, 0.5, 1, 1.5], yticks: [0, 4, 8, 12], title: "cost C", xlabel: "nudge of the weight" });
    return { ax, place, sizes, height: used + more + 235, still: `<g transform="translate(0 ${used})">${row}</g>` + ax.still };
  },
  draw({ weight, by }, { ax, place, sizes }, data) {
    const { at, slope } = data.weights[weight], [l, to, from] = at, still = forward(data, at, 0), after = forward(data, at, by);
    const before = cost(data, at, 0), now = cost(data, at, by), out = [], edges = [], moved = [];
    sizes.forEach((n, k) => {
      for (let i = 0; i < n; i++) {
        const [x, y] = place(k, i), changed = after[k][i] !== still[k][i];
        if (changed) moved.push(`${symbol("a", i + 1, k)} by ${number(after[k][i] - still[k][i])}`);
        for (let j = 0; k && j < sizes[k - 1]; j++)
          edges.push(path([place(k - 1, j), [x, y]], k === l && i + 1 === to && j + 1 === from ? "red thick" : "grey thin"));
        out.push(circle(x, y, 25, changed ? "unit on" : "unit") + text(x, y + 4, minus(fixed(after[k][i], 2))));
      }
    });
    return {
      moving: edges.join("") + out.join("") + ax.plot(GRID, (d) => cost(data, at, d), "blue") + ax.plot([-1.5, 1.5], (d) => before + slope * d, "red dash", false)
        + ax.point(0, before, 4, "mark"),
      at: [ax.held(by, now)],
      caption: `${weight} nudged by ${number(by)}. What moves: ${moved.join("; ") || "nothing"}; and C from ${number(before)} to ${number(now)}. The slope ${number(slope)} alone would say ${number(before + slope * by)}.`,
    };
  },
  handles: [{ text: "nudge, on the curve of the cost", x: "by", drag: (x, y, _, { ax }) => ({ by: ax.x(x) }) }],
});
