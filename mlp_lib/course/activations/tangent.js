// A function, its slope beside it, and the tangent at z.
import { ACTIVATIONS, range } from "../../teaching/explorer/web/maths.js";
import { fixed, general, minus } from "../../teaching/explorer/web/numbers.js";
import { axes, split } from "../../teaching/explorer/web/picture.js";
import { scene } from "../../teaching/explorer/web/scene.js";

const GRID = range(-6.4, 6.4, 321), TICKS = [-6, -3, 0, 3, 6];

scene("tangent", {
  layout(_, W) {
    const [[one, two], height] = split(W, 2, W > 500 ? 300 : 200);
    const left = axes({ box: one, xlim: [-6.4, 6.4], ylim: [-1.3, 3.2], xticks: TICKS, yticks: [-1, 0, 1, 2, 3], title: "the function a = σ(z), its tangent dashed", xlabel: "z" });
    const right = axes({ box: two, xlim: [-6.4, 6.4], ylim: [-0.1, 1.25], xticks: TICKS, yticks: [0, 0.5, 1], title: "its slope σ′(z)", xlabel: "z" });
    return { left, right, height, still: left.still + right.still };
  },
  draw({ activation, z }, { left, right }) {
    const [f, slope, kink] = ACTIVATIONS[activation], a = f(z), steep = slope(z, a);
    const hole = (g, open) => (x) => (open && Math.abs(x) < 1e-9 ? NaN : g(x));
    const place = a > 3.2 ? " (above the picture)" : a < -1.3 ? " (below the picture)" : "";
    return {
      moving: left.plot(GRID, hole(f, activation === "step"), "blue") + left.plot([-6.4, 6.4], (x) => a + steep * (x - z), "red dash", false)
        + right.plot(GRID, hole((x) => slope(x, f(x)), kink), "green") + right.point(z, steep, 5, "mark red"),
      at: [left.held(z, a)],
      caption: minus(`${activation} at z = ${general(z)}: a = ${fixed(a, 4)}${place}, and the tangent rises by ${fixed(steep, 4)} for each unit of z.`),
    };
  },
  handles: [{ text: "z, on the curve", x: "z", drag: (x, y, _, { left }) => ({ z: left.x(x) }) }],
});
