// A neuron of two inputs: it fires on one side of the line w₁x₁ + w₂x₂ + b = 0.
import { general, minus } from "../../../teaching/explorer/web/numbers.js";
import { axes, legend, path, sign } from "../../../teaching/explorer/web/picture.js";
import { scene } from "../../../teaching/explorer/web/scene.js";

const WARM = [-5, 40], DRY = [10, 105], CORNERS = [[-5, 10], [40, 10], [40, 105], [-5, 105]];
const n = (x) => minus(general(x));
const x1 = (celsius) => (celsius - 15) / 10, x2 = (percent) => (percent - 60) / 20;

/** The corners of the part of a polygon where z >= 0, and the ends of the line z = 0 in it; z is linear. */
export function half(corners, z) {
  const inside = [], edge = [];
  corners.forEach((p, i) => {
    const q = corners[(i + 1) % corners.length], a = z(p), c = z(q);
    if (a >= 0) inside.push(p);
    if (a === 0) edge.push(p);
    if (a * c < 0) {
      const t = a / (a - c), cut = p.map((v, k) => v + t * (q[k] - v));
      inside.push(cut);
      edge.push(cut);
    }
  });
  return [inside, edge];
}

/** The foot of the normal from the origin of (x₁, x₂) on the line, and the place one unit of length along it. */
function normal({ w1, w2, b }) {
  const size = Math.hypot(w1, w2), foot = [-b * w1 / size ** 2, -b * w2 / size ** 2];
  return [foot, [foot[0] + w1 / size, foot[1] + w2 / size]].map(([u, v]) => [10 * u + 15, 20 * v + 60]);
}

scene("two-inputs", {
  layout(data, W) {
    const [row, used] = legend(W, [["mark blue", "busy"], ["mark red up", "quiet"], ["ring mark", "wrong"], ["thick", "w₁x₁ + w₂x₂ + b = 0; it fires where the arrow points"]]);
    const height = used + (W > 500 ? 360 : 300);
    const ax = axes({ box: [0, W, used, height], xlim: WARM, ylim: DRY, xticks: [0, 10, 20, 30], yticks: [20, 40, 60, 80, 100], title: "humidity, %", xlabel: "temperature, °C" });
    const dots = data.busy.map((busy, i) => sign(ax.X(data.celsius[i]), ax.Y(data.percent[i]), busy ? "mark blue" : "mark red up", 5)).join("");
    return { ax, dots, height, still: row + ax.still };
  },
  draw(v, { ax, dots }, { celsius, percent, busy }) {
    const { w1, w2, b } = v, z = ([t, h]) => (2 * w1 * (t - 15) + w2 * (h - 60)) / 20 + b;      // 0 on the line, to the last digit
    const fires = celsius.map((t, i) => z([t, percent[i]]) >= 0), count = (test) => fires.filter(test).length;
    const [area, edge] = half(CORNERS, z), place = (p) => [ax.X(p[0]), ax.Y(p[1])];
    const flat = !w1 && !w2, [foot, tip] = flat ? [] : normal(v).map(place);
    const wrong = fires.map((f, i) => (f === busy[i] ? "" : `<circle class="ring" cx="${ax.X(celsius[i]).toFixed(1)}" cy="${ax.Y(percent[i]).toFixed(1)}" r="9"/>`)).join("");
    return {
      moving: (area.length > 2 ? path(area.map(place), "area", "Z") : "") + (flat || edge.length < 2 ? "" : path(edge.map(place), "thick"))
        + dots + wrong + (flat ? "" : `<g ${ax.inside}>${path([foot, tip], "thin")}</g>`),
      at: flat ? [] : [ax.held(...normal(v)[0]), ax.held(...normal(v)[1])],
      caption: `w₁ = ${n(w1)}, w₂ = ${n(w2)}, b = ${n(b)}: the neuron fires at ${count((f) => f)} of ${busy.length} afternoons and is right for ${count((f, i) => f === busy[i])} of them; `
        + `it misses ${count((f, i) => busy[i] && !f)} busy ones and calls ${count((f, i) => f && !busy[i])} quiet ones busy.`,
    };
  },
  handles: [
    { text: "the line: shifts with the bias", x: "b",
      drag(x, y, { w1, w2 }, { ax }) { return { b: -w1 * x1(ax.x(x)) - w2 * x2(ax.y(y)) }; } },
    { text: "the arrow: turns with the weights", x: "w1", y: "w2",
      drag(x, y, v, { ax }) {
        const [[t, h]] = normal(v), to = [x1(ax.x(x)) - x1(t), x2(ax.y(y)) - x2(h)], long = Math.hypot(...to), size = Math.hypot(v.w1, v.w2);
        if (long < 0.05) return {};
        const [w1, w2] = to.map((u) => size * u / long);
        return { w1, w2, b: -w1 * x1(t) - w2 * x2(h) };
      } },
  ],
});
