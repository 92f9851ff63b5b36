// A filter slides over the strain: the products under its window, their sum, and the output so far.
import { factor, number } from "../../teaching/explorer/web/numbers.js";
import { sum } from "../../teaching/explorer/web/maths.js";
import { axes, legend, path, rect, sign } from "../../teaching/explorer/web/picture.js";
import { scene } from "../../teaching/explorer/web/scene.js";

/** The output at a place: Σ w x over the window that begins there. */
export const output = (w, x, place) => sum(w.map((v, i) => v * x[place + i]));

scene("slide", {
  layout({ x, filters }, W) {
    const [row, used] = legend(W, [["mark grey", "strain x, 10⁻⁶"], ["red thin", "filter w"], ["thick", "output z so far"]]), n = x.length;
    const K = filters.edge.length, reach = Math.max(...Object.values(filters).flatMap((w) => x.slice(K - 1).map((_, i) => Math.abs(output(w, x, i)))));
    const xs = { xlim: [-1, n], xticks: [0, 10, 20, 30, 40] }, part = (top, high, more) => axes({ ...xs, box: [0, W, used + top, used + top + high], ...more });
    const top = part(0, 150, { ylim: [-6, 38], yticks: [0, 10, 20, 30], title: "strain x, 10⁻⁶" });
    const middle = part(150, 110, { ylim: [-2.8, 2.8], yticks: [-2, 0, 2], title: "filter w" });
    const bottom = part(260, 160, { ylim: [-1.1 * reach, 1.1 * reach], yticks: [-30, 0, 30], title: "output z", xlabel: "sample (20 a second)" });
    const signal = path(x.map((v, i) => [top.X(i), top.Y(v)]), "grey thin") + x.map((v, i) => sign(top.X(i), top.Y(v), "mark grey", 3)).join("");
    return { top, middle, bottom, height: used + 420, still: row + top.still + middle.still + bottom.still, signal };
  },
  draw({ filter, position }, { top, middle, bottom, signal }, { x, filters }) {
    const w = filters[filter], K = w.length, at = w.map((_, i) => position + i), z = output(w, x, position), half = Math.floor(K / 2);
    const so_far = Array.from({ length: position + 1 }, (_, i) => [i + half, output(w, x, i)]);
    return {
      moving: rect(top.X(position - 0.5), top.top, top.X(position + K - 0.5) - top.X(position - 0.5), top.bottom - top.top, "area") + signal
        + at.map((i) => sign(top.X(i), top.Y(x[i]), "mark blue", 5)).join("")
        + at.map((i, k) => path([[middle.X(i), middle.Y(0)], [middle.X(i), middle.Y(w[k])]], "red") + sign(middle.X(i), middle.Y(w[k]), "mark red", 4.5)).join("")
        + bottom.curve(so_far, "") + bottom.point(position + half, z, 6.5, "mark orange"),
      at: [[top.X(position + half), top.top + 8]],
      caption: `${filter}, samples ${position} to ${position + K - 1}: z = ${w.map((v, i) => `${factor(v)}·${factor(x[position + i])}`).join(" + ")} = ${number(z)}.`,
    };
  },
  handles: [{ text: "window of the filter", x: "position", drag: (x, y, _, { top }) => ({ position: top.x(x) - 2 }) }],
});
