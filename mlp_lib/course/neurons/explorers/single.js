// One neuron of one input: a = f(w x + b), with the places where its sum is 0 and 1.
import { ACTIVATIONS, range } from "../../../teaching/explorer/web/maths.js";
import { general, minus } from "../../../teaching/explorer/web/numbers.js";
import { axes, legend, path } from "../../../teaching/explorer/web/picture.js";
import { scene } from "../../../teaching/explorer/web/scene.js";

const GRID = range(-3, 3, 601), n = (x) => minus(general(x + 0, 3));
const written = (w, b) => minus(`${general(w)} x ${b >= 0 ? "+" : "−"} ${general(Math.abs(b))}`);

scene("one-neuron", {
  layout(_, W) {
    const [row, used] = legend(W, [["blue", "output f(w x + b)"], ["red dash", "where the sum w x + b is 0, and 1"]]);
    const ax = axes({ box: [0, W, used, used + 290], xlim: [-3, 3], ylim: [-1.2, 3.2], xticks: [-3, -2, -1, 0, 1, 2, 3], yticks: [-1, 0, 1, 2, 3], xlabel: "input x: minutes saved by cycling, in tens" });
    return { ax, height: used + 290, still: row + ax.still };
  },
  draw({ activation, w, b }, { ax }) {
    const f = ACTIVATIONS[activation][0], zero = -b / w, one = zero + 1 / w, at = (x) => path([[ax.X(x), ax.top], [ax.X(x), ax.bottom]], "red dash thin");
    const seen = (x) => w !== 0 && Math.abs(x) <= 3;
    return {
      moving: (seen(zero) ? at(zero) : "") + (seen(one) ? at(one) : "") + ax.plot(GRID, (x) => f(w * x + b), "blue"),
      at: w ? [ax.held(zero, f(0)), ax.held(one, f(1))] : [],
      caption: `${activation}(${written(w, b)}): ` + (w ? `the weight is ${w > 0 ? "excitatory" : "inhibitory"}, the sum is 0 at x = ${n(zero)}, and the output at x = 0 is ${n(f(b))}.`
        : `the input has no influence, the output is ${n(f(b))} everywhere.`),
    };
  },
  handles: [
    { text: "place where the sum is 0: shifts the curve", x: "b", drag: (x, y, { w }, { ax }) => ({ b: -w * ax.x(x) }) },
    { text: "place where the sum is 1: makes it steeper", x: "w",
      drag(x, y, { w, b }, { ax }) {
        const zero = -b / w, to = Math.max(-5, Math.min(5, 1 / (ax.x(x) - zero)));
        return { w: to, b: -to * zero };
      } },
  ],
});
