// Rows against error: what is known up to so many rows, the rest still to be guessed.
import { fixed, general } from "../../../teaching/explorer/web/numbers.js";
import { axes, legend, path, sign } from "../../../teaching/explorer/web/picture.js";
import { scene } from "../../../teaching/explorer/web/scene.js";

const LOOK = { net_test: ["blue", "network, new mixes", "mark blue"], linear_test: ["red dash", "line in log(age), new mixes", "mark red up"], net_training: ["grey dots", "network, its own rows", "mark grey"] };
const middle = (values) => { const s = [...values].sort((a, b) => a - b), n = s.length; return [s[0], (s[(n - 1) >> 1] + s[n >> 1]) / 2, s[n - 1]]; };
const told = (values) => { const [low, m, high] = middle(values); return `${fixed(m, 1)} MPa (${fixed(low, 1)} to ${fixed(high, 1)})`; };

scene("rows", {
  layout({ rows, errors }, W) {
    const [row, used] = legend(W, [...Object.values(LOOK).map(([cls, words]) => [cls, words]), ["area", "lowest to highest of ten splits"], ["red thin dots", "the same for the line"]]);
    const most = Math.max(...Object.values(errors).flat(2)), top = 2 * Math.ceil(most / 2);
    const ax = axes({ box: [0, W, used, used + 300], xlim: [Math.log(rows[0]) - 0.2, Math.log(rows.at(-1)) + 0.2], xticks: rows.map(Math.log), xnames: rows.map(String),
      ylim: [0, top], yticks: Array.from({ length: top / 2 + 1 }, (_, i) => 2 * i), title: "root mean squared error, MPa", xlabel: "tests learned from, of whole mixes" });
    return { ax, height: used + 300, still: row + ax.still };
  },
  draw({ rows: n }, { ax }, { rows, errors }) {
    const upto = rows.indexOf(n) + 1, X = (k) => ax.X(Math.log(rows[k]));
    const bands = Object.entries(LOOK).map(([line, [cls]]) => {
      const m = errors[line].slice(0, upto).map(middle);
      const [low, high] = [0, 2].map((at) => m.map((v, k) => [X(k), ax.Y(v[at])]));        // the line's would cover the network's
      return line === "linear_test" ? path(low, "red thin dots") + path(high, "red thin dots")
        : path([...low, ...high.reverse()], `area ${cls.includes("grey") ? "grey" : ""}`, "Z");
    });
    const lines = Object.entries(LOOK).map(([line, [cls, , mark]]) => {
      const m = errors[line].slice(0, upto).map((v) => middle(v)[1]);
      return path(m.map((v, k) => [X(k), ax.Y(v)]), cls) + m.map((v, k) => sign(X(k), ax.Y(v), mark, 4)).join("");
    });
    const at = upto - 1;
    return {
      moving: bands.join("") + lines.join("") + path([[X(at), ax.top], [X(at), ax.bottom]], "thin dots"),
      caption: `${general(n)} tests learned from. On the mixes held out, the network is off by ${told(errors.net_test[at])}, the line in log(age) by ${told(errors.linear_test[at])}; on its own rows the network by ${told(errors.net_training[at])}. Medians of ${errors.net_test[at].length} splits by mix, lowest to highest.`
        + (upto < rows.length ? " Where do the lines go from here?" : ""),
    };
  },
});
