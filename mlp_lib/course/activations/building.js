// A day's demand as a sum of hidden units: hinges of ReLUs, or pairs of sigmoids that make bumps, added one by one.
import { ACTIVATIONS, range, sum } from "../../teaching/explorer/web/maths.js";
import { fixed } from "../../teaching/explorer/web/numbers.js";
import { axes, legend } from "../../teaching/explorer/web/picture.js";
import { scene } from "../../teaching/explorer/web/scene.js";

const FINE = range(0, 23, 231), [relu] = ACTIVATIONS.relu, [sigma] = ACTIVATIONS.sigmoid;

/** [the shares as functions of the hour, the constant]: `count` hinges, or count / 2 bumps of this steepness. */
export function pieces(data, unit, count, steepness) {
  if (unit === "ReLU hinges") {
    const { constant, knots, slopes } = data.hinges[count];
    return [knots.map((k, i) => (x) => slopes[i] * relu(x - k)), constant];
  }
  const { edges, heights } = data.bumps[count];
  return [heights.flatMap((h, i) => [(x) => h * sigma(steepness * (x - edges[i])), (x) => -h * sigma(steepness * (x - edges[i + 1]))]), 0];
}

scene("building", {
  layout({ hours, bikers }, W) {
    const [row, used] = legend(W, [["mark", "mean rentals, working days"], ["blue", "sum of the units so far"],
      ["red thin", "units 1, 3, 5 …"], ["green thin dash", "units 2, 4, 6 …"]]);
    const xs = { xlim: [-0.5, 23.5], xticks: range(0, 21, 8) }, mid = used + 205;
    const top = axes({ ...xs, box: [0, W, used, mid], ylim: [-60, 620], yticks: [0, 200, 400, 600], title: "bikes an hour" });
    const bottom = axes({ ...xs, box: [0, W, mid, mid + 165], ylim: [-900, 900], yticks: [-800, 0, 800], title: "each unit's share", xlabel: "hour of the day" });
    return { top, bottom, height: mid + 165, still: row + top.still + bottom.still + hours.map((h, i) => top.point(h, bikers[i], 4, "mark")).join("") };
  },
  draw({ unit, count, steepness, added }, { top, bottom }, data) {
    const [all, constant] = pieces(data, unit, count, steepness), used = all.slice(0, Math.min(added, count));
    const curve = (x) => constant + sum(used.map((f) => f(x)));
    const error = Math.sqrt(sum(data.hours.map((h, i) => (curve(h) - data.bikers[i]) ** 2)) / data.hours.length);
    const kind = unit === "ReLU hinges" ? unit : `${unit} of steepness ${steepness}`;
    return {
      idle: unit === "ReLU hinges" ? ["steepness"] : [],
      ends: { added: count },
      moving: used.map((f, i) => bottom.plot(FINE, f, i % 2 ? "green thin dash" : "red thin", false)).join("") + top.plot(FINE, curve, "blue"),
      caption: `${used.length < count ? `The first ${used.length} of ${count}` : count} hidden units as ${kind}: root mean squared error ${fixed(error, 0)} bikes an hour.`,
    };
  },
});
