// What a residual costs, with the noise that each loss stands for, and what a probability costs.
import { LOSSES, range } from "../../../teaching/explorer/web/maths.js";
import { fixed, general, number } from "../../../teaching/explorer/web/numbers.js";
import { axes, legend, rect, split, text } from "../../../teaching/explorer/web/picture.js";
import { scene } from "../../../teaching/explorer/web/scene.js";

const SHOWN = { squared_error: ["squared", "blue"], absolute_error: ["absolute", "red dash"], huber: ["Huber", "green dots"] };
const FINE = range(-4, 4, 321), MODES = ["air", "train", "bus", "car"], PART = range(0.004, 1, 250), { exp, log } = Math;

scene("residual", {
  layout(_, W) {
    const [row, used] = legend(W, Object.values(SHOWN).map(([label, cls]) => [cls, label])), [[one, two], height] = split(W, 2, W > 500 ? 290 : 195, used);
    const xs = { xlim: [-4, 4], xticks: [-4, -2, 0, 2, 4], xlabel: "residual e = y − ŷ" };
    const left = axes({ ...xs, box: one, ylim: [-0.4, 9], yticks: [0, 2, 4, 6, 8], title: "loss of one residual" });
    const right = axes({ ...xs, box: two, ylim: [0, 0.65], yticks: [0, 0.2, 0.4, 0.6], title: "density of the noise it stands for" });
    return { left, right, height, still: row + left.still + right.still };
  },
  draw({ loss, e }, { left, right }, { areas }) {
    const [f, slope] = LOSSES[loss], cost = f(e), steep = slope(e), density = exp(-cost) / areas[loss];
    const all = Object.entries(SHOWN).map(([name, [, cls]]) => {
      const look = `${cls} ${name === loss ? "thick" : "faint"}`, g = LOSSES[name][0];
      return left.plot(FINE, g, look, name === loss) + right.plot(FINE, (x) => exp(-g(x)) / areas[name], look);
    });
    return {
      moving: all.join("") + left.plot([-4, 4], (x) => cost + steep * (x - e), "thin", false) + right.point(e, density, 5, "mark"),
      at: [left.held(e, cost)],
      caption: `${SHOWN[loss][0][0].toUpperCase() + SHOWN[loss][0].slice(1)} error, residual ${number(e)}: it costs ${fixed(cost, 3)}, and the slope, its pull on the fit, is ${number(steep)}. The noise has density ${fixed(density, 5)} there.`,
    };
  },
  handles: [{ text: "residual e, on the loss", x: "e", drag: (x, y, _, { left }) => ({ e: left.x(x) }) }],
});

scene("surprise", {
  layout(_, W) {
    const [row, used] = legend(W, [["blue", "cross-entropy −log p"], ["red dash", "squared (1 − p)²"]]), [[one, two], height] = split(W, 2, W > 500 ? 290 : 195, used);
    const left = axes({ box: one, xlim: [0, 1.02], ylim: [0, 5], xticks: [0, 0.25, 0.5, 0.75, 1], yticks: [0, 1, 2, 3, 4, 5], title: "cost if the bus is taken", xlabel: "probability p given to the bus" });
    const right = axes({ box: two, xlim: [-0.6, 3.6], ylim: [0, 1.15], xticks: [0, 1, 2, 3], xnames: MODES, yticks: [0, 0.5, 1], title: "the network's probabilities" });
    const curves = left.plot(PART, (p) => -log(p), "blue", false) + left.plot(PART, (p) => (1 - p) ** 2, "red dash");
    return { left, right, height, still: row + left.still + right.still + curves };
  },
  draw({ p }, { left, right }) {
    const entropy = -log(p) + 0, square = (1 - p) ** 2, shares = MODES.map((m) => (m === "bus" ? p : (1 - p) / 3));
    return {
      moving: left.point(p, square, 5, "mark red")
        + shares.map((s, k) => rect(right.X(k) - 24, right.Y(s), 48, right.bottom - right.Y(s), `bar ${k === 2 ? "blue" : ""}`)
          + text(right.X(k), Math.max(right.top + 9, right.Y(s) - 5), fixed(s, 3))).join(""),
      at: [left.held(p, entropy)],
      caption: `The traveller took the bus, to which the network gave p = ${general(p)}: cross-entropy ${fixed(entropy, 4)}, slope ${number(-1 / p)}; squared error (1 − p)² = ${fixed(square, 4)}, slope ${number(-2 * (1 - p))}.`,
    };
  },
  handles: [{ text: "p, on the curve of the cross-entropy", x: "p", drag: (x, y, _, { left }) => ({ p: left.x(x) }) }],
});
