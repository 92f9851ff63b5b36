// A threshold: the probabilities of who took a mode and who did not, the four counts, and what the mistakes cost.
import { range } from "../../../teaching/explorer/web/maths.js";
import { fixed, general } from "../../../teaching/explorer/web/numbers.js";
import { axes, legend, path, rect, split, text } from "../../../teaching/explorer/web/picture.js";
import { scene } from "../../../teaching/explorer/web/scene.js";

const MODES = ["air", "train", "bus", "car"], STEPS = range(0, 1, 101), BINS = 25;

/** The counts [found, missed, false alarms, rightly not] of the threshold t: a probability of t or more is a yes. */
function counts(said, yes, t) {
  let found = 0, missed = 0, alarms = 0, rest = 0;
  said.forEach((p, i) => { if (p >= Math.round(1000 * t)) yes[i] ? found++ : alarms++; else yes[i] ? missed++ : rest++; });
  return [found, missed, alarms, rest];
}

function table([found, missed, alarms, rest], [l, r, top], mode) {
  const w = Math.min(105, (r - l - 92) / 2), h = 44, x = l + 92, cell = (i, k, n, cls) =>
    rect(x + k * (w + 4), top + 26 + i * (h + 4), w, h, `area ${cls}`) + text(x + k * (w + 4) + w / 2, top + 26 + i * (h + 4) + 27, String(n), "middle", "strong");
  return text(x + w / 2, top + 16, `said ${mode}`) + text(x + w * 1.5 + 4, top + 16, "said no")
    + text(x - 8, top + 53, `took the ${mode}`, "end") + text(x - 8, top + 101, "did not", "end")
    + cell(0, 0, found, "green") + cell(0, 1, missed, "red") + cell(1, 0, alarms, "red") + cell(1, 1, rest, "green");
}

scene("threshold", {
  layout(_, W) {
    const [row, used] = legend(W, [["mark blue", "took this mode"], ["mark grey", "did not"], ["red dash", "threshold"], ["", "cost of all mistakes"]]);
    const wide = W > 500, [[one, two], height] = split(W, 2, wide ? 380 : 220, used);
    const left = axes({ box: [one[0], one[1], one[2], one[2] + (wide ? 380 : 220)], xlim: [0, 1], xticks: [0, 0.25, 0.5, 0.75, 1], ylim: [-1, 1], title: "travellers, by the probability said", xlabel: "probability of this mode" });
    const right = axes({ box: [two[0], two[1], two[2] + 145, two[2] + (wide ? 380 : 295)], xlim: [0, 1], xticks: [0, 0.25, 0.5, 0.75, 1], ylim: [0, 1], title: "cost of all mistakes", xlabel: "threshold" });
    return { left, right, place: [two[0], two[1], two[2] + 4], height: wide ? height : height + 75, still: row + left.still + right.still };
  },
  draw({ mode, threshold: t, cost }, { left, right, place }, { said, taken }) {
    const p = Object.values(said)[0][MODES.indexOf(mode)], yes = taken.map((k) => MODES[k] === mode), now = counts(p, yes, t), [found, missed, alarms] = now;
    const price = STEPS.map((s) => { const [, m, a] = counts(p, yes, s); return cost * m + a; }), most = Math.max(...price), best = STEPS[price.indexOf(Math.min(...price))];
    const bins = [true, false].map((kind) => Array.from({ length: BINS }, (_, b) => p.filter((v, i) => yes[i] === kind && Math.min(BINS - 1, Math.floor(v * BINS / 1000)) === b).length));
    const tall = Math.max(...bins.flat().map(Math.sqrt)), wide = (left.X(1) - left.X(0)) / BINS;
    const bars = bins.map((counted, k) => counted.map((n, b) => {
      const h = 0.95 * Math.sqrt(n) / tall, y = k ? 0 : h;
      return n ? rect(left.X(b / BINS) + 1, left.Y(y), wide - 2, left.Y(y - h) - left.Y(y), `bar ${k ? "" : "blue"}`) : "";
    }).join("")).join("");
    const at = (ax, v) => path([[ax.X(v), ax.top], [ax.X(v), ax.bottom]], "red dash"), rule = 1 / (1 + cost), paid = cost * missed + alarms;
    return {
      moving: bars + path([[left.l, left.Y(0)], [left.r, left.Y(0)]], "axis") + text(left.r - 4, left.top + 14, `took the ${mode}`, "end", "small") + text(left.r - 4, left.bottom - 8, "did not", "end", "small")
        + at(left, t) + table(now, place, mode) + path(STEPS.map((s, i) => [right.X(s), right.Y(price[i] / most)]), "") + at(right, t)
        + path([[right.X(rule), right.top], [right.X(rule), right.bottom]], "thin dots"),
      at: [left.held(t, 0), right.held(t, paid / most)],
      caption: `From ${general(t)} on it says ${mode}: ${found} of ${found + missed} who took it are found (recall ${fixed(found / (found + missed), 2)}), and of ${found + alarms} times that it says so ${found} are right`
        + `${found + alarms ? ` (precision ${fixed(found / (found + alarms), 2)})` : ""}. ${missed} missed, ${alarms} false alarm${alarms === 1 ? "" : "s"}: with a miss at ${general(cost)}, that costs ${general(paid)}. `
        + `The lowest cost is at ${general(best)}; were the probabilities right, it would be at 1/(1 + ${general(cost)}) = ${fixed(rule, 2)}, the dotted line. 63 travellers held out, ten splits: ${p.length} forecasts.`,
    };
  },
  handles: [{ text: "threshold", x: "threshold", drag: (x, y, v, { left }) => ({ threshold: left.x(x) }) },
    { text: "threshold, on its cost", x: "threshold", drag: (x, y, v, { right }) => ({ threshold: right.x(x) }) }],
});
