// The large map: what the output, or a unit that is pointed at, answers at each place, with the points on it.
import { bytes, make, minus } from "./dom.js";
import { css, hues, mark, palette, picture } from "./colours.js";

const SIDE = 600, REACH = 6;                               // pixels; half of the map's side in the points' units
const place = (v) => (v + REACH) / (2 * REACH) * SIDE;

export class BigMap {
  constructor(clicked) {
    this.canvas = make("canvas", { width: SIDE, height: SIDE, class: "mlp-play-map", role: "img" });
    this.small = document.createElement("canvas");
    this.title = make("div", { class: "mlp-play-title" }, "Output");
    const edge = (way) => make("div", { class: `mlp-play-edge mlp-play-edge-${way}`, "aria-hidden": "true" },
      ...[-6, 0, 6].map((v) => make("span", {}, minus(String(v)))));
    this.element = make("div", { class: "mlp-play-output" }, this.title,
      make("div", { class: "mlp-play-frame" }, edge("y"), this.canvas, edge("x")));
    this.canvas.addEventListener("click", (event) => {
      const box = this.canvas.getBoundingClientRect();
      clicked([(event.clientX - box.left) / box.width, 1 - (event.clientY - box.top) / box.height]
        .map((share) => Math.round(100 * (2 * REACH * share - REACH)) / 100));
    });
  }

  /** Draw the map of `view`, or of the unit `pointed` {shades, name}, with the points of `fixed` and those being set, {points, problem}. */
  draw(fixed, view, pointed, setting) {
    const { settings } = fixed, classes = settings.problem === "three-classes" && !pointed;
    const pen = this.canvas.getContext("2d");
    picture(bytes(pointed ? pointed.shades : view.map), palette(classes, settings.discretize), this.small);
    pen.imageSmoothingEnabled = !settings.discretize;
    pen.drawImage(this.small, 0, 0, SIDE, SIDE);
    if (setting) for (const point of setting.points) this.point(pen, point, setting.problem, false);
    else {
      for (const point of fixed.train) this.point(pen, point, settings.problem, false);
      if (settings.show_test) for (const point of fixed.test) this.point(pen, point, settings.problem, true);
      if (view.observation) this.ring(pen, view.observation.point);
    }
    this.title.textContent = pointed ? pointed.name : "Output";
    const points = setting ? `${setting.points.length} points of your own` : `${fixed.N} training points`;
    this.canvas.setAttribute("aria-label", `Map of ${pointed ? pointed.name : "the output"} over X₁ and X₂ from −6 to 6, `
      + `with ${points}${settings.show_test && !setting ? ` and ${fixed.N_test} test points, hollow` : ""}`);
  }

  point(pen, [x1, x2, label], problem, hollow) {
    const [colour, shape] = mark(label, problem), x = place(x1), y = SIDE - place(x2), r = 7;
    if (x < -r || x > SIDE + r || y < -r || y > SIDE + r) return;
    pen.beginPath();
    if (shape === "dot") pen.arc(x, y, r, 0, 2 * Math.PI);
    else if (shape === "square") pen.rect(x - r + 1, y - r + 1, 2 * r - 2, 2 * r - 2);
    else { pen.moveTo(x, y - r - 1); pen.lineTo(x + r + 1, y + r); pen.lineTo(x - r - 1, y + r); pen.closePath(); }
    pen.lineWidth = hollow ? 3 : 1.5;
    pen.strokeStyle = hollow ? css(colour) : hues().paper;
    pen.fillStyle = hollow ? hues().paper : css(colour);
    pen.fill();
    pen.stroke();
  }

  ring(pen, [x1, x2]) {
    pen.beginPath();
    pen.arc(place(x1), SIDE - place(x2), 16, 0, 2 * Math.PI);
    pen.lineWidth = 4;
    pen.strokeStyle = hues().ink;
    pen.stroke();
  }
}
