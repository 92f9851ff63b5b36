// What scenes draw with: axes, curves, points, bars and legends, as strings of SVG. Nothing here needs a browser.
import { minus } from "./numbers.js";

export const px = (v) => v.toFixed(1).replace(/\.0$/, "");
export const esc = (text) => String(text).replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
export const text = (x, y, words, anchor = "middle", cls = "") =>
  `<text x="${px(x)}" y="${px(y)}" text-anchor="${anchor}"${cls && ` class="${cls}"`}>${esc(words)}</text>`;
export const circle = (x, y, r, cls) => `<circle class="${cls}" cx="${px(x)}" cy="${px(y)}" r="${r}"/>`;
export const rect = (x, y, w, h, cls) =>
  `<rect class="${cls}" x="${px(x)}" y="${px(y)}" width="${px(Math.max(0, w))}" height="${px(Math.max(0, h))}"/>`;
export const path = (points, cls, close = "") =>
  `<path class="${cls}" d="M${points.map(([x, y]) => `${px(x)} ${px(y)}`).join("L")}${close}"/>`;

let clips = 0, prefix = "m";
/** The start of the names of clips: stills and live pictures stand on one page. */
export const name = (start) => { prefix = start; };

/** Boxes [left, right, top, bottom] for n panels: beside each other, or on a phone below each other; and the height. */
export function split(W, n, height, top = 0) {
  const wide = W > 500, one = wide ? W / n : W;
  const boxes = Array.from({ length: n }, (_, i) => (wide ? [i * one, (i + 1) * one, top, top + height]
    : [0, W, top + i * height, top + (i + 1) * height]));
  return [boxes, top + (wide ? height : n * height)];
}

/** Samples of lines with their names, in rows from the top; returns [SVG, the height that it takes]. */
export function legend(W, entries, left = 10) {
  let x = left, y = 16, out = "";
  for (const [cls, words] of entries) {
    const size = 36 + 7 * words.length;
    if (x > left && x + size > W) { x = left; y += 20; }
    out += (/mark/.test(cls) ? sign(x + 10, y - 4, cls) : /area/.test(cls) ? rect(x, y - 11, 22, 13, cls) : `<path class="${cls}" d="M${x} ${y - 4}h22"/>`)
      + text(x + 27, y, words, "start");
    x += size + 12;
  }
  return [out, y + 8];
}

/** A mark for a data point: a circle or, with `up` in its class, a triangle. */
export function sign(x, y, cls, r = 4.5) {
  return /\bup\b/.test(cls) ? path([[x - r, y + r * 0.8], [x + r, y + r * 0.8], [x, y - r]], cls, "Z") : circle(x, y, r, cls);
}

/** A small arrow at the edge of the picture: what it marks lies further out, in the direction (dx, dy). */
export function arrow(x, y, dx, dy, cls) {
  return path([[x + 5 * dx, y + 5 * dy], [x - 4 * dx - 5 * dy, y - 4 * dy - 5 * dx], [x - 4 * dx + 5 * dy, y - 4 * dy + 5 * dx]],
    `out ${cls}`, "Z");
}

/** A panel with two axes. X and Y go from numbers to pixels, x and y back; `still` is what does not move. */
export function axes({ box: [x0, x1, y0, y1], xlim, ylim, xticks = [], yticks = [], title = "", xlabel = "",
  xnames, left = 38 }) {
  const l = x0 + left, r = x1 - 12, top = y0 + (title ? 28 : 12), bottom = y1 - (xlabel ? 40 : 24), clip = `${prefix}${++clips}`;
  const X = (v) => l + (v - xlim[0]) / (xlim[1] - xlim[0]) * (r - l);
  const Y = (v) => bottom - (v - ylim[0]) / (ylim[1] - ylim[0]) * (bottom - top);
  const near = (v) => Math.max(-2e3, Math.min(3e3, v)), inside = `clip-path="url(#${clip})"`;
  const axis = {
    l, r, top, bottom, xlim, ylim, inside,
    X: (v) => near(X(v)), Y: (v) => near(Y(v)),
    x: (p) => xlim[0] + (p - l) / (r - l) * (xlim[1] - xlim[0]),
    y: (p) => ylim[0] + (bottom - p) / (bottom - top) * (ylim[1] - ylim[0]),
    still: `<clipPath id="${clip}"><rect x="${px(l)}" y="${px(top)}" width="${px(r - l)}" height="${px(bottom - top)}"/></clipPath>`
      + xticks.map((t, i) => (xnames ? "" : `<path class="grid" d="M${px(X(t))} ${px(top)}V${px(bottom)}"/>`)
        + text(X(t), bottom + 16, xnames ? xnames[i] : minus(String(t)))).join("")
      + yticks.map((t) => `<path class="grid" d="M${px(l)} ${px(Y(t))}H${px(r)}"/>`
        + text(l - 6, Y(t) + 4, minus(String(t)), "end")).join("")
      + `<path class="axis" d="M${px(l)} ${px(top)}V${px(bottom)}H${px(r)}"/>`
      + (title && text(l - 4, y0 + 16, title, "start")) + (xlabel && text((l + r) / 2, y1 - 6, xlabel)),
    /** A curve of points (x, y); where it leaves through the top or the bottom, an arrow says so. */
    curve(points, cls, arrows = true) {
      let d = "", pen = "M", marks = "", last = null;
      for (const [a, b] of points) {
        if (Number.isFinite(b)) { d += `${pen}${px(axis.X(a))} ${px(axis.Y(b))}`; pen = "L"; } else pen = "M";
        if (arrows && last && pen === "L") marks += axis.left(last, [a, b], cls);
        last = Number.isFinite(b) ? [a, b] : null;
      }
      return `<path ${inside} class="${cls}" d="${d}"/>${marks}`;
    },
    left([xa, ya], [xb, yb], cls) {
      for (const [edge, up] of [[ylim[1], -1], [ylim[0], 1]]) {
        if (ya < edge === yb < edge) continue;             // a sample may lie on the edge itself
        const x = X(xa + (edge - ya) / (yb - ya) * (xb - xa));
        if (x >= l && x <= r) return arrow(x, up < 0 ? top + 6 : bottom - 6, 0, up, cls);
      }
      return "";
    },
    plot: (xs, f, cls, arrows) => axis.curve(xs.map((v) => [v, f(v)]), cls, arrows),
    /** A point; outside the picture, an arrow at its edge. */
    point(a, b, r_, cls) {
      const dx = a > xlim[1] ? 1 : a < xlim[0] ? -1 : 0, dy = b > ylim[1] ? -1 : b < ylim[0] ? 1 : 0;
      if (!dx && !dy) return circle(X(a), Y(b), r_, cls);
      const [cx, cy] = axis.held(a, b);
      return dy ? arrow(cx, cy, 0, dy, cls) : arrow(cx, cy, dx, 0, cls);
    },
    /** Pixels of a place, held inside the picture: where its handle can be taken. */
    held: (a, b) => [Math.max(l + 7, Math.min(r - 7, X(a))), Math.max(top + 7, Math.min(bottom - 7, Y(b)))],
  };
  return axis;
}
