// A mix: what five stored networks say of its strength and its band, over its age and over its water.
import { range, sum } from "../../../teaching/explorer/web/maths.js";
import { fixed, general, minus } from "../../../teaching/explorer/web/numbers.js";
import { axes, legend, path, split, text } from "../../../teaching/explorer/web/picture.js";
import { scene } from "../../../teaching/explorer/web/scene.js";

const MIX = ["cement", "slag", "fly_ash", "water", "superplasticizer", "coarse_aggregate", "fine_aggregate"];
const AGES = [1, 3, 7, 28, 90, 365], GRID = range(0, Math.log10(365), 41).map((x) => 10 ** x), OLD = 120;

/** The outputs of a network of ReLUs from its flat parameters, layer by layer W (to, from) and b. */
function forward(theta, sizes, x) {
  let start = 0, a = x;
  sizes.slice(1).forEach((n, l) => {
    const m = a.length, from = start, biases = start + n * m, input = a;
    a = Array.from({ length: n }, (_, k) => {
      let z = theta[biases + k];
      for (let i = 0; i < m; i++) z += theta[from + k * m + i] * input[i];
      return l < sizes.length - 2 ? Math.max(z, 0) : z;
    });
    start = biases + n;
  });
  return a;
}

/** Lower end, median and upper end of the strength, MPa: the mean of the networks, widened. */
function band(v, { sizes, thetas, inputs, target, wider }) {
  const x = [...MIX.map((name) => v[name]), Math.log(v.age)].map((u, j) => (u - inputs.mean[j]) / inputs.std[j]);
  const said = thetas.map((theta) => forward(theta, sizes, x).map((z) => z * target.std + target.mean).sort((p, q) => p - q));
  return [-wider, 0, wider].map((move, k) => sum(said.map((s) => s[k])) / said.length + move);
}

/** The nearest mix of the table, [number, distance in standard deviations]. */
function nearest(v, { mixes, spread }) {
  const far = mixes.map((m) => Math.hypot(...m.map((u, j) => (u - v[MIX[j]]) / spread[j])));
  const d = Math.min(...far);
  return [far.indexOf(d), d];
}

const log = Math.log10;

scene("mix", {
  layout({ mixes, tests, at28 }, W) {
    const [row, used] = legend(W, [["blue", "median of the networks"], ["area", "band for 90 % of the tests"], ["mark grey", "left: tests of the nearest mix"], ["mark grey faint", "right: all tests at 28 days"]]);
    const [[one, two], height] = split(W, 2, W > 500 ? 320 : 205, used), ys = { ylim: [0, 112], yticks: [0, 20, 40, 60, 80, 100] };
    const left = axes({ ...ys, box: one, xlim: [0, log(365)], xticks: AGES.map(log), xnames: AGES.map(String), title: "strength, MPa", xlabel: "age, days" });
    const right = axes({ ...ys, box: two, xlim: [0.2, 2], xticks: [0.4, 0.8, 1.2, 1.6, 2], title: "strength at this age, MPa", xlabel: "water–cement ratio, as the water is changed" });
    const dots = at28.map(([x, s]) => `<circle class="mark grey faint" cx="${right.X(x).toFixed(1)}" cy="${right.Y(s).toFixed(1)}" r="2.5"/>`).join("");
    const totals = mixes.map(sum);
    return { left, right, height, lightest: Math.min(...totals), heaviest: Math.max(...totals), old: tests.filter(([, age]) => age > OLD).length,
      still: row + left.still + right.still + dots };
  },
  draw(v, { left, right, lightest, heaviest, old }, data) {
    const [low, middle, high] = band(v, data), [near, far] = nearest(v, data), total = sum(MIX.map((name) => v[name]));
    const ratio = v.water / v.cement, binder = v.water / (v.cement + v.slag + v.fly_ash);
    const outside = [
      ...(far > data.near ? [`the nearest mix of the table is ${fixed(far, 1)} standard deviations away, and 95 % of the table's mixes have one within ${fixed(data.near, 1)}`] : []),
      ...(total < lightest || total > heaviest ? [`its parts weigh ${fixed(total, 0)} kg in a cubic metre, those of the table ${fixed(lightest, 0)} to ${fixed(heaviest, 0)}`] : []),
      ...(v.age > OLD ? [`of 1,030 tests ${old} are older than ${OLD} days`] : []),
    ];
    const over_age = GRID.map((age) => [log(age), band({ ...v, age }, data)]);
    const waters = range(122, 247, 21).map((water) => [water / v.cement, band({ ...v, water }, data)]);
    const area = (ax, points) => `<g ${ax.inside}>${path([...points.map(([x, b]) => [ax.X(x), ax.Y(b[0])]), ...[...points].reverse().map(([x, b]) => [ax.X(x), ax.Y(b[2])])], `area ${outside.length ? "red" : ""}`, "Z")}</g>`;
    const line = (ax, points) => ax.curve(points.map(([x, b]) => [x, b[1]]), `blue ${outside.length ? "dash" : ""}`, false);
    const tests = data.tests.filter(([m]) => m === near);
    return {
      moving: area(left, over_age) + area(right, waters) + line(left, over_age) + line(right, waters)
        + tests.map(([, age, s]) => left.point(log(age), s, 4, "mark grey")).join("")
        + `<g ${left.inside}>${path([[left.X(log(v.age)), left.Y(low)], [left.X(log(v.age)), left.Y(high)]], "thick")}</g>`
        + (outside.length ? text(left.l + 8, left.top + 14, "outside the data", "start", "strong") : ""),
      at: [left.held(log(v.age), middle), right.held(ratio, middle)],
      caption: minus(`Water–cement ratio ${fixed(ratio, 2)}, water to all binders ${fixed(binder, 2)}. At ${general(v.age)} day${v.age === 1 ? "" : "s"}: ${fixed(middle, 1)} MPa, and a band from ${fixed(low, 1)} to ${fixed(high, 1)} MPa. `
        + `The nearest mix of the table has ${MIX.slice(0, 5).map((name, j) => `${name.replace("_", " ")} ${general(data.mixes[near][j])}`).join(", ")}; it was tested at ${tests.map(([, age, s]) => `${general(age)} days (${fixed(s, 1)} MPa)`).join(", ")}. `
        + (outside.length ? `Outside the data: ${outside.join("; ")}. There the networks go on as they like.` : "The table has mixes as near to each other as this one is to it.")),
    };
  },
  handles: [
    { text: "age", x: "age", drag: (x, y, v, { left }) => ({ age: 10 ** left.x(x) }) },
    { text: "water", x: "water", drag: (x, y, v, { right }) => ({ water: right.x(x) * v.cement }) },
  ],
});
