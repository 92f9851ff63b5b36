// The parameters of a network: each layer's weights as cells, one row to each unit, and its biases in a column.
import { sum } from "../../../teaching/explorer/web/maths.js";
import { rect, text } from "../../../teaching/explorer/web/picture.js";
import { scene } from "../../../teaching/explorer/web/scene.js";

const ROOM = (wide) => (wide ? 190 : 120);

/** A table of n × m cells from (x, y), as many pixels wide and high as there is room: [SVG, width]. */
function cells(x, y, m, n, size) {
  const w = m * size, h = n * size, lines = [];
  for (let i = 0; i <= m + 1; i++) lines.push(`M${(x + i * size + (i > m ? 5 : 0)).toFixed(1)} ${y}v${h.toFixed(1)}`);
  lines.push(`M${(x + w + 5).toFixed(1)} ${y}v${h.toFixed(1)}`);
  for (let k = 0; k <= n; k++) lines.push(`M${x} ${(y + k * size).toFixed(1)}h${w.toFixed(1)}m5 0h${size.toFixed(1)}`);
  return rect(x, y, w, h, "area") + rect(x + w + 5, y, size, h, "area red") + `<path class="thin" d="${lines.join("")}"/>`;
}

scene("parameter-counter", {
  layout: (_, W) => ({ W, height: W > 500 ? 270 : 370, still: "" }),
  draw({ inputs, layers, hidden, outputs }, { W }) {
    const sizes = [inputs, ...Array(layers).fill(hidden), outputs], L = sizes.length - 1, wide = W > 500;
    const counts = sizes.slice(1).map((n, l) => n * (sizes[l] + 1)), total = sum(counts), neurons = sum(sizes.slice(1));
    const columns = wide ? L : Math.min(L, 2), room = W / columns;
    const tables = sizes.slice(1).map((n, l) => {
      const m = sizes[l], x = (l % columns) * room + 22, y = Math.floor(l / columns) * 185 + 58, size = Math.min(30, (room - 42) / (m + 1), (ROOM(wide) + (wide ? -10 : 0)) / n);
      const rows = size >= 22 && L <= (wide ? 3 : 2);
      const names = rows ? Array.from({ length: n }, (_, k) => Array.from({ length: m + 1 }, (_, i) =>
        text(x + (i + 0.5) * size + (i === m ? 5 : 0), y + (k + 0.65) * size, i === m ? `b${k + 1}` : `${k + 1},${i + 1}`, "middle", "small")).join("")).join("") : "";
      const biases = `${n} bias${n > 1 ? "es" : ""}`;
      const words = rows || room >= 200 ? [`layer ${l + 1}: ${n * m} + ${n} = ${counts[l]}`, `${n} × ${m} weights, ${biases}`, rows ? "to, from" : ""]
        : [`layer ${l + 1}: ${counts[l]}`, `${n} × ${m} = ${n * m} weights`, `+ ${biases}`];          // beside the next layer's
      return text(x, y - 38, words[0], "start", "strong") + text(x, y - 22, words[1], "start", "small")
        + text(x, y - 6, words[2], "start", rows ? "small soft" : "small") + cells(x, y, m, n, size) + names;
    });
    const products = counts.map((_, l) => `${sizes[l + 1]} × (${sizes[l]} + 1)`).join(" + ");
    return {
      idle: layers ? [] : ["hidden"],
      moving: tables.join(""),
      caption: `${sizes.join("-")}: ${total} parameters = ${products}${L > 1 ? ` = ${counts.join(" + ")}` : ""}. ${L} layer${L > 1 ? "s" : ""}, ${L - 1} of them hidden; `
        + `${neurons} neuron${neurons > 1 ? "s" : ""}, the inputs and the bias units not counted.`,
    };
  },
});
