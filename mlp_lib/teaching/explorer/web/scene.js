// A scene is pure: it turns the controls' values into strings, so that node can draw the still picture of a page and
// tests can hold its numbers against mlp_lib.
//   layout(data, W)              { height, still, … } for a picture W wide: axes and what else does not move
//   draw(values, layout, data)   { moving, caption, at: [[x, y], …], idle, ends }: SVG, words, the places of the handles
//                                (null hides one), the names of controls that mean nothing now, and for a control
//                                that plays the value after which nothing changes any more
//   handles                      [{ text, x, y, drag(x, y, values, layout, data) }]: x and y name the controls that
//                                the keys move; `drag` takes pixels and returns the new values of some controls
import { esc, name } from "./picture.js";

const SCENES = {};
export const scene = (key, record) => { SCENES[key] = { handles: [], ...record }; };
export const sceneOf = (key) => SCENES[key];
export const WIDE = 700, NARROW = 370;

/** What the captions of several settings say: for tests. */
export const told = (key, data, settings) => settings.map((values) => {
  const s = SCENES[key];
  return s.draw(values, s.layout(data, WIDE), data).caption;
});

/** [SVG, caption] of the picture without scripts. */
export function still({ scene: key, data, values, title }, id) {
  name(`s${id}-`);
  const s = SCENES[key], layout = s.layout(data, WIDE), { moving, caption, at = [] } = s.draw(values, layout, data);
  const dots = at.filter((place) => place).map(([x, y]) => `<circle class="handle" cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="7"/>`);
  return [`<svg viewBox="0 0 ${WIDE} ${layout.height}" role="img" aria-label="Picture: ${esc(title)}">`
    + `${layout.still}${moving}${dots.join("")}</svg>`, caption];
}
