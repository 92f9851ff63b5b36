// Gradient descent: on a curve of one weight, and on a surface of two, before and after the input is standardised.
import { range, walk } from "../../../teaching/explorer/web/maths.js";
import { fixed, general, minus } from "../../../teaching/explorer/web/numbers.js";
import { axes, circle, legend, path, split, text } from "../../../teaching/explorer/web/picture.js";
import { scene } from "../../../teaching/explorer/web/scene.js";

const VALLEYS = {
  "one valley": [(w) => 1.25 * (w - 2) ** 2, (w) => 2.5 * (w - 2)],
  "two valleys": [(w) => (w ** 4 - 8 * w ** 2 - 3 * w) / 8 + 4, (w) => (4 * w ** 3 - 16 * w - 3) / 8],
};
const GRID = range(-4, 6, 401), tidy = (x) => fixed(Number(fixed(x, 3)) + 0, 3);      // no minus zero

scene("descent-curve", {
  layout(_, W) {
    const [row, used] = legend(W, [["blue", "cost C(w)"], ["red dash", "tangent: its slope is the gradient"], ["mark", "steps"], ["mark red", "now"]]);
    const ax = axes({ box: [0, W, used, used + 300], xlim: [-4, 6], ylim: [-1, 14], xticks: [-4, -2, 0, 2, 4, 6], yticks: [0, 4, 8, 12], xlabel: "weight w" });
    return { ax, height: used + 300, still: row + ax.still };
  },
  draw({ cost, eta, w0, step }, { ax }) {
    const [C, slope] = VALLEYS[cost], w = walk(([v]) => [slope(v)], [w0], eta, step).map(([v]) => v), now = w.at(-1), steep = slope(now);
    const lost = Math.abs(now) >= 1e3;
    return {
      moving: ax.plot(GRID, C, "blue") + `<g ${ax.inside}>${path(w.map((v) => [ax.X(v), ax.Y(C(v))]), "thin")}</g>`
        + w.slice(1, -1).map((v) => ax.point(v, C(v), 3.5, "mark")).join("")
        + (lost ? "" : ax.plot([now - 1.2, now + 1.2], (x) => C(now) + steep * (x - now), "red dash", false)) + ax.point(now, C(now), 6.5, "mark red"),
      at: [ax.held(w0, C(w0))],
      caption: minus(`η = ${general(eta)}, after ${step} steps: ` + (lost ? "the weight has left the picture for good. It diverges."
        : `w = ${fixed(now, 3)}, C = ${fixed(C(now), 3)}, slope ${tidy(steep)}; the next step would be −η · slope = ${tidy(-eta * steep)}.`)),
    };
  },
  handles: [{ text: "start of the descent", x: "w0", drag: (x, y, _, { ax }) => ({ w0: ax.x(x) }) }],
});

// C = lowest + d·H d with d = θ − best, for the mean squared error of b + w x; its slope is 2 H d.
const times = (H, d) => H.map((row) => row[0] * d[0] + row[1] * d[1]);
const over = (H, d) => { const g = times(H, d); return d[0] * g[0] + d[1] * g[1]; };

/** The points d of an ellipse d·H d = c. */
function ring(H, c) {
  const m = (H[0][0] + H[1][1]) / 2, r = Math.hypot((H[0][0] - H[1][1]) / 2, H[0][1]), angle = 0.5 * Math.atan2(2 * H[0][1], H[0][0] - H[1][1]);
  const [a, b] = [Math.sqrt(c / (m + r)), Math.sqrt(c / (m - r))], [k, s] = [Math.cos(angle), Math.sin(angle)];
  return range(0, 2 * Math.PI, 97).map((t) => [a * Math.cos(t) * k - b * Math.sin(t) * s, a * Math.cos(t) * s + b * Math.sin(t) * k]);
}

// What each kind of step makes of the gradients, one after the other.
const STEPS = {
  "plain": () => (g) => g,
  "momentum": () => { let v = [0, 0]; return (g) => v = v.map((x, i) => 0.9 * x + g[i]); },
  "Adam": () => {
    let [m, s, r] = [[0, 0], [0, 0], 0];
    return (g) => {
      r += 1;
      m = m.map((x, i) => 0.9 * x + 0.1 * g[i]);
      s = s.map((x, i) => 0.999 * x + 0.001 * g[i] ** 2);
      return m.map((x, i) => x / (1 - 0.9 ** r) / (Math.sqrt(s[i] / (1 - 0.999 ** r)) + 1e-8));
    };
  },
};
const WORDS = { plain: "Plain descent, ", momentum: "Momentum, ", Adam: "Adam, " };

const valleys = {
  layout({ sides, half, levels }, W) {
    const [boxes, height] = split(W, 2, W > 500 ? 320 : 255);
    const panels = sides.map(({ title, best, H }, i) => {
      const ticks = (m) => [-2, -1, 0, 1, 2].map((t) => Math.round(m + t)), lim = (m) => [m - half, m + half];
      const ax = axes({ box: boxes[i], xlim: lim(best[0]), ylim: lim(best[1]), xticks: ticks(best[0]), yticks: ticks(best[1]), title: `w; ${title}`, xlabel: "bias b" });
      const rings = levels.map((c) => `<g ${ax.inside}>${path(ring(H, c).map(([u, v]) => [ax.X(best[0] + u), ax.Y(best[1] + v)]), "grey thin", "Z")}</g>`).join("");
      return { ...ax, rings: rings + text(ax.X(best[0]), ax.Y(best[1]) + 6, "★", "middle", "strong") };
    });
    return { panels, height, still: panels.map((p) => p.still + p.rings).join("") };
  },
  draw({ kind, eta, b, w, step }, { panels }, { sides }) {
    const words = [], parts = [], at = [];
    sides.forEach(({ name, best, H, lowest }, i) => {
      const ax = panels[i], turn = STEPS[kind ?? "plain"](), ds = walk((d) => turn(times(H, d).map((v) => 2 * v)), [b, w], eta, step), more = over(H, ds.at(-1));
      const place = ([u, v]) => [best[0] + u, best[1] + v], points = ds.map((d) => [ax.X(place(d)[0]), ax.Y(place(d)[1])]);
      parts.push(`<g ${ax.inside}>${path(points, "blue thin")}${points.slice(0, -1).map(([x, y]) => circle(x, y, 3.5, "mark blue")).join("")}</g>` + ax.point(...place(ds.at(-1)), 6.5, "mark red"));
      at.push(ax.held(...place([b, w])));
      words.push(more / lowest < 100 ? `${name}, C = ${fixed(lowest + more, 3)}, ${fixed(100 * more / lowest, 1)} % above the lowest` : `${name}, it diverges`);
    });
    return { moving: parts.join(""), at, caption: minus(`${WORDS[kind] ?? ""}η = ${general(eta)}, after ${step} steps. Temperature ${words.join("; ")}.`) };
  },
  handles: [0, 1].map((i) => ({ text: `start of the descent, ${i ? "right" : "left"} picture`, x: "b", y: "w",
    drag: (x, y, _, { panels }, { sides }) => ({ b: panels[i].x(x) - sides[i].best[0], w: panels[i].y(y) - sides[i].best[1] }) })),
};
scene("descent-surface", valleys);
scene("descent-steps", valleys);
