// A layer in the plane: each unit draws a line and sees one half; the next neuron puts what they see together.
import { general, minus } from "../../../teaching/explorer/web/numbers.js";
import { axes, legend, path, sign, text } from "../../../teaching/explorer/web/picture.js";
import { scene } from "../../../teaching/explorer/web/scene.js";

const SIDE = 2, CORNERS = [[-2, -2], [2, -2], [2, 2], [-2, 2]], LINES = ["blue", "green dash", "purple dots"];
const turn = (v, i) => v[`turn${i}`] * Math.PI / 180;
const unit = (v, i) => ([x, y]) => x * Math.cos(turn(v, i)) + y * Math.sin(turn(v, i)) - v[`far${i}`];
const AND = "all of them fire", many = (v) => (v.units === "two" ? 2 : 3);

/** The part of a convex polygon where z >= 0. */
const cut = (corners, z) => corners.flatMap((p, i) => {
  const q = corners[(i + 1) % corners.length], a = z(p), c = z(q), t = a / (a - c);
  return [...(a >= 0 ? [p] : []), ...(a * c < 0 ? [p.map((s, k) => s + t * (q[k] - s))] : [])];
});

/** Whether each unit fires at p, and whether the output neuron does: step(Σ a − threshold). */
export function fire(v, p) {
  const a = Array.from({ length: many(v) }, (_, i) => (unit(v, i + 1)(p) >= 0 ? 1 : 0)), total = a.reduce((s, x) => s + x, 0);
  return [a, total - (v.rule === AND ? many(v) - 0.5 : 0.5) >= 0 ? 1 : 0];
}

scene("layer", {
  layout(data, W) {
    const [row, used] = legend(W, [["mark blue", "target 1"], ["mark red up", "target 0"], ["ring mark", "wrong"], ["area", "here the output neuron fires"]]);
    const wide = W > 500, size = wide ? 330 : 224, left = wide ? 0 : 42, small = wide ? 104 : 90;
    const ax = axes({ box: [left, left + (wide ? 352 : 276), used, used + size], xlim: [-SIDE, SIDE], ylim: [-SIDE, SIDE], xticks: [-2, -1, 0, 1, 2], yticks: [-2, -1, 0, 1, 2], title: "x₂", xlabel: "x₁" });
    const panels = [0, 1, 2].map((i) => (wide ? [385 + 105 * i, used + 90] : [26 + 117 * i, used + size + 24])).map(([x, y]) => ({ x, y, size: wide ? 92 : 84 }));
    const words = wide ? text(385, used + 60, "what each unit sees:", "start") : text(26, used + size + 14, "what each unit sees:", "start");
    return { ax, panels, height: wide ? used + size : used + size + small + 44, still: row + ax.still + words };
  },
  draw(v, { ax, panels }, { x, y }) {
    const place = (p) => [ax.X(p[0]), ax.Y(p[1])], ids = Array.from({ length: many(v) }, (_, i) => i + 1);
    const halves = ids.map((i) => cut(CORNERS, unit(v, i))), all = ids.reduce((poly, i) => cut(poly, unit(v, i)), CORNERS);
    const region = (v.rule === AND ? [all] : halves).filter((poly) => poly.length > 2).map((poly) => path(poly.map(place), "area", "Z")).join("");
    const lines = ids.map((i) => {
      const c = Math.cos(turn(v, i)), s = Math.sin(turn(v, i)), d = v[`far${i}`], foot = [d * c, d * s];
      return path([[foot[0] - 6 * s, foot[1] + 6 * c], [foot[0] + 6 * s, foot[1] - 6 * c]].map(([a, b]) => [ax.l + (a + SIDE) / (2 * SIDE) * (ax.r - ax.l), ax.bottom - (b + SIDE) / (2 * SIDE) * (ax.bottom - ax.top)]), LINES[i - 1])
        + path([place(foot), place([foot[0] + 0.5 * c, foot[1] + 0.5 * s])], `${LINES[i - 1]} thin`);
    });
    const out = x.map((p) => fire(v, p)), right = out.filter(([, o], i) => o === y[i]).length;
    const dots = x.map((p, i) => sign(ax.X(p[0]), ax.Y(p[1]), y[i] ? "mark blue" : "mark red up", 5)
      + (out[i][1] === y[i] ? "" : `<circle class="ring" cx="${ax.X(p[0]).toFixed(1)}" cy="${ax.Y(p[1]).toFixed(1)}" r="9"/>`)).join("");
    const views = ids.map((i) => {
      const { x: l, y: t, size } = panels[i - 1], at = ([a, b]) => [l + (a + SIDE) / (2 * SIDE) * size, t + size - (b + SIDE) / (2 * SIDE) * size];
      return text(l + size / 2, t + size + 16, `a${"₁₂₃"[i - 1]}: 1 at ${out.filter(([a]) => a[i - 1]).length} of ${x.length}`, "middle", "small")
        + path(CORNERS.map(at), "area grey", "Z") + (halves[i - 1].length > 2 ? path(halves[i - 1].map(at), "area", "Z") : "")
        + path(CORNERS.map(at), `${LINES[i - 1]} thin`, "Z") + x.map((p, k) => sign(...at(p), y[k] ? "mark blue" : "mark red up", 3)).join("");
    });
    const seen = ids.map((i) => `unit ${i} fires for ${out.filter(([a]) => a[i - 1]).length}`).join(", ");
    return {
      idle: many(v) < 3 ? ["turn3", "far3"] : [],
      moving: region + `<g ${ax.inside}>${lines.join("")}</g>` + dots + views.join(""),
      at: [1, 2, 3].flatMap((i) => (i > many(v) ? [null, null] : [0, 0.5].map((r) => {
        const d = v[`far${i}`] + r;
        return ax.held(d * Math.cos(turn(v, i)), d * Math.sin(turn(v, i)));
      }))),
      caption: minus(`${many(v)} units, and the output neuron fires where ${v.rule} (it adds them up, with the bias ${general(v.rule === AND ? 0.5 - many(v) : -0.5)}): of ${x.length} points ${seen}; the output is right for ${right}.`),
    };
  },
  handles: [1, 2, 3].flatMap((i) => [
    { text: `line ${i}: shift`, x: `far${i}`, drag: (x, y, v, { ax }) => ({ [`far${i}`]: ax.x(x) * Math.cos(turn(v, i)) + ax.y(y) * Math.sin(turn(v, i)) }) },
    { text: `line ${i}: turn`, x: `turn${i}`,
      drag(x, y, v, { ax }) {
        const d = v[`far${i}`], to = [ax.x(x) - d * Math.cos(turn(v, i)), ax.y(y) - d * Math.sin(turn(v, i))];
        return Math.hypot(...to) < 0.1 ? {} : { [`turn${i}`]: Math.atan2(to[1], to[0]) * 180 / Math.PI };
      } },
  ]),
});
