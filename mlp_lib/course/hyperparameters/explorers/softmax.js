// Softmax (65): three logits become three probabilities.
import { softmax } from "../../../teaching/explorer/web/maths.js";
import { fixed, general, number } from "../../../teaching/explorer/web/numbers.js";
import { axes, rect, split, text } from "../../../teaching/explorer/web/picture.js";
import { scene } from "../../../teaching/explorer/web/scene.js";

const MODES = ["train", "bus", "car"], COLOURS = ["orange", "green", "blue"];
const SHIFTS = { "as they are": () => 0, "minus the largest": (z) => Math.max(...z), "minus the car's": (z) => z[2] };
const shifted = ({ train, bus, car, shift }) => { const z = [train, bus, car], c = SHIFTS[shift](z); return z.map((v) => v - c); };

function bars(ax, values, write) {
  return values.map((v, k) => {
    const x = ax.X(k), up = v >= 0, beyond = ax.Y(v) + (up ? -13 : 24), room = beyond >= ax.top + 4 && beyond <= ax.bottom - 2;
    return rect(x - 26, Math.min(ax.Y(v), ax.Y(0)), 52, Math.abs(ax.Y(v) - ax.Y(0)), `bar ${COLOURS[k]}`)
      + text(x, room ? beyond : ax.Y(0) + (up ? 16 : -7), write(v));          // else at the other side of 0
  }).join("");
}

scene("softmax", {
  layout(_, W) {
    const [[one, two], height] = split(W, 2, W > 500 ? 280 : 200), xs = { xlim: [-0.6, 2.6], xticks: [0, 1, 2], xnames: MODES };
    const left = axes({ ...xs, box: one, ylim: [-11, 11], yticks: [-10, -5, 0, 5, 10], title: "logits z" });
    const right = axes({ ...xs, box: two, ylim: [0, 1.15], yticks: [0, 0.5, 1], title: "probabilities softmax(z / T)" });
    return { left, right, height, still: left.still + right.still };
  },
  draw(v, { left, right }) {
    const z = shifted(v), p = softmax(z.map((u) => u / v.temperature));
    return {
      moving: bars(left, z, number) + bars(right, p, (u) => fixed(u, 3)),
      at: z.map((u, k) => left.held(k, u)),
      caption: `Logits ${MODES.map((m, k) => `${m} ${number(z[k])}`).join(", ")}, temperature ${general(v.temperature)}: the probabilities are ${MODES.map((m, k) => `${m} ${fixed(p[k], 3)}`).join(", ")}.`,
    };
  },
  handles: MODES.map((mode) => ({ text: `the ${mode}'s logit`, y: mode,
    drag: (x, y, v, { left }) => ({ [mode]: left.y(y) + (v.shift === "minus the car's" && mode === "car" ? 0 : SHIFTS[v.shift]([v.train, v.bus, v.car])) }) })),
});
