// Calibration: of the forecasts in a bin, the mean that was said against the share that came.
import { fixed, general } from "../../../teaching/explorer/web/numbers.js";
import { axes, legend, path, rect, sign } from "../../../teaching/explorer/web/picture.js";
import { scene } from "../../../teaching/explorer/web/scene.js";

const MODES = ["air", "train", "bus", "car"], SPLITS = 3;          // in which a traveller is kept, on average
const luckOf = (n, s) => 2 * Math.sqrt(SPLITS * s * (1 - s) / n);

/** [rows, mean said, share that came] of each bin that is not empty; an edge belongs to the bin below. */
function binned(said, came, bins) {
  const sums = Array.from({ length: bins }, () => [0, 0, 0]);
  said.forEach((p, i) => {
    const s = sums[Math.max(0, Math.ceil(p * bins / 1000) - 1)];
    s[0]++; s[1] += p / 1000; s[2] += came[i];
  });
  return sums.map(([n, p, y]) => [n, p / n, y / n]);
}

scene("calibration", {
  layout(_, W) {
    const [row, used] = legend(W, [["mark blue", "a bin of forecasts"], ["thin", "luck: two standard deviations of its share"], ["grey dash", "probability = share"]]), size = W > 500 ? 330 : 300;
    const ticks = [0, 0.25, 0.5, 0.75, 1], xs = { xlim: [0, 1], xticks: ticks };
    const ax = axes({ ...xs, box: [0, W, used, used + size], ylim: [0, 1], yticks: ticks, title: "share that came true" });
    const low = axes({ ...xs, box: [0, W, used + size, used + size + 130], ylim: [0, 1], title: "forecasts in the bin", xlabel: "probability forecast" });
    return { ax, low, height: used + size + 130, still: row + ax.still + low.still + path([[ax.X(0), ax.Y(0)], [ax.X(1), ax.Y(1)]], "grey dash") };
  },
  draw({ forecast, mode, bins }, { ax, low }, { said, taken }) {
    const modes = mode === "all" ? MODES : [mode], p = modes.flatMap((m) => said[forecast][MODES.indexOf(m)]), came = modes.flatMap((m) => taken.map((k) => (MODES[k] === m ? 1 : 0)));
    const all = binned(p, came, bins), full = all.map((b, i) => [i, ...b]).filter(([, n]) => n), most = Math.max(...full.map(([, n]) => n)), wide = (low.X(1) - low.X(0)) / bins;
    const luck = full.filter(([, n, s]) => n * s * (1 - s) > 0).map(([, n, s]) => { const d = luckOf(n, s); return path([[ax.X(s), ax.Y(Math.max(0, s - d))], [ax.X(s), ax.Y(Math.min(1, s + d))]], "thin"); }).join("");
    const off = full.reduce((sum, [, n, s, c]) => sum + n * Math.abs(s - c), 0) / p.length, out = full.filter(([, n, s, c]) => Math.abs(s - c) > luckOf(n, s));
    const [, n, s, c] = full.reduce((a, b) => (Math.abs(b[2] - b[3]) * b[1] > Math.abs(a[2] - a[3]) * a[1] ? b : a));
    return {
      moving: luck + path(full.map(([, , x, y]) => [ax.X(x), ax.Y(y)]), "blue thin") + full.map(([, , x, y]) => sign(ax.X(x), ax.Y(y), "mark blue", 5)).join("")
        + full.map(([i, k]) => rect(low.X(i / bins) + 1, low.Y(k / most), wide - 2, low.bottom - low.Y(k / most), "bar blue")).join(""),
      caption: `${forecast[0].toUpperCase()}${forecast.slice(1)}, ${mode === "all" ? "all four modes" : `probability of the ${mode}`}, ${general(bins)} bins of equal width, ${full.length} not empty: probability and share are ${fixed(off, 3)} apart, on average over ${p.length} forecasts. `
        + `${out.length} of the ${full.length} bins are further off than luck; the heaviest miss has ${n} forecasts of ${fixed(s, 2)} on average, of which a share of ${fixed(c, 2)} came true. (Ten splits: each of the 210 travellers is in three of them on average, and counts once for the luck.)`,
    };
  },
});
