// A split: the tests of one mix, learned from or kept, and the errors that ten draws of each split report.
import { fixed, general } from "../../../teaching/explorer/web/numbers.js";
import { axes, legend, path, sign, split } from "../../../teaching/explorer/web/picture.js";
import { scene } from "../../../teaching/explorer/web/scene.js";

const KINDS = ["random", "by exact mix", "by mix"], NAMES = ["at random", "by mix, to the last digit", "by mix"], TICKS = ["random", "exact mix", "mix"], AGES = [3, 7, 28, 90, 365], log = Math.log10;
const SHORT = { "linear, log age": "line in log(age)", "net, log age": "network", "net, log age, L2": "network with L2" };
const median = (values) => { const s = [...values].sort((a, b) => a - b), n = s.length; return (s[(n - 1) >> 1] + s[n >> 1]) / 2; };

scene("split-leak", {
  layout({ tests, errors }, W) {
    const [row, used] = legend(W, [["mark blue", "learned from"], ["mark red up", "kept for the test"], ["ring mark", "this draw"], ["thick", "median of ten draws"]]);
    const [[one, two], height] = split(W, 2, W > 500 ? 290 : 222, used), all = tests.flat().map(([, s]) => s), off = Object.values(errors).flatMap((kinds) => Object.values(kinds).flat());
    const top = 10 * Math.ceil(Math.max(...all) / 10), most = Math.ceil(Math.max(...off) + 0.5), least = Math.floor(Math.min(...off) - 0.5);
    const left = axes({ box: one, xlim: [log(2), log(450)], xticks: AGES.map(log), xnames: AGES.map(String), ylim: [0, top], yticks: [0, 20, 40, 60, 80].filter((t) => t <= top), title: "strength of this mix, MPa", xlabel: "age, days" });
    const right = axes({ box: two, xlim: [-0.6, 2.6], xticks: [0, 1, 2], xnames: TICKS, ylim: [least, most], yticks: Array.from({ length: most - least + 1 }, (_, i) => least + i), title: "error on held-out tests, MPa", xlabel: "held out at random, or by mix" });
    return { left, right, height, still: row + left.still + right.still };
  },
  draw({ kind, mix: name, draw, model }, { left, right }, { names, tests, learned, errors: all, known, recipes }) {
    const mix = names.indexOf(name), errors = all[model], marks = learned[kind][draw - 1][mix], here = tests[mix], i = KINDS.indexOf(kind), error = errors[kind][draw - 1];
    const kept = here.filter((_, k) => !marks[k]).map(([age]) => age), n = here.length;
    const where = !kept.length ? `all ${n} tests of this mix are learned from` : kept.length === n ? `all ${n} tests of this mix are held out`
      : `of the ${n} tests of this mix ${n - kept.length} are learned from, and held out ${kept.length === 1 ? "is the one" : "are those"} at ${kept.map((age) => general(age)).join(", ")} days`;
    const bars = KINDS.map((k, at) => path([[right.X(at - 0.36), right.Y(median(errors[k]))], [right.X(at + 0.36), right.Y(median(errors[k]))]], "thick")).join("");
    const columns = KINDS.map((k, at) => errors[k].map((e, d) => sign(right.X(at + (d - 4.5) / 14), right.Y(e), `mark ${k === kind && d === draw - 1 ? "orange" : "grey"}`, 4)).join("")).join("");
    return {
      moving: path(here.map(([age, s]) => [left.X(log(age)), left.Y(s)]), "grey thin")
        + here.map(([age, s], k) => sign(left.X(log(age)), left.Y(s), marks[k] ? "mark blue" : "mark red up", 6)).join("")
        + columns + bars + `<circle class="ring" cx="${right.X(i + (draw - 5.5) / 14).toFixed(1)}" cy="${right.Y(error).toFixed(1)}" r="9"/>`,
      caption: `Split ${NAMES[i]}, draw ${draw}: ${where}. Of all tests held out ${fixed(100 * known[kind][draw - 1], 0)} % are of a mix that is learned from. `
        + `The ${SHORT[model]} is off by ${fixed(error, 1)} MPa on the tests held out (root mean square); median of ten draws: ${KINDS.map((k, at) => `${NAMES[at]} ${fixed(median(errors[k]), 1)}`).join(", ")} MPa. `
        + `This mix, kg/m³: ${["cement", "slag", "fly ash", "water", "superplasticizer"].map((name, j) => `${name} ${general(recipes[mix][j])}`).join(", ")}.`,
    };
  },
});
