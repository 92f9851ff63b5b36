// A live picture: SVG that a scene draws from the controls' values, with handles to drag or to move by keys.
import { name } from "./picture.js";
import { byKey, onGrid } from "./controls.js";
import { NARROW, sceneOf, WIDE } from "./scene.js";

const SVG = "http://www.w3.org/2000/svg";
let count = 0;

export function live(key, data, controls, values, title, set) {
  const scene = sceneOf(key), spec = Object.fromEntries(controls.map((c) => [c.name, c]));
  const svg = document.createElementNS(SVG, "svg"), still = document.createElementNS(SVG, "g");
  const moving = document.createElementNS(SVG, "g"), id = `live${++count}-`;
  svg.setAttribute("role", "group");
  svg.setAttribute("aria-label", `Picture: ${title}`);
  for (const part of [still, moving]) { part.setAttribute("aria-hidden", "true"); svg.append(part); }
  const handles = scene.handles.map((h) => handle(h));
  let W = 0, layout, shown = values;

  function handle(h) {
    const g = document.createElementNS(SVG, "g"), inner = document.createElementNS(SVG, "circle");
    const hit = document.createElementNS(SVG, "circle");
    for (const [k, v] of Object.entries({ class: "handle-group", tabindex: 0, role: "slider", "aria-label": h.text })) g.setAttribute(k, v);
    g.dataset.lmSuppressShortcuts = "true";                // Jupyter would take the arrow keys
    hit.setAttribute("class", "hit");
    hit.setAttribute("r", 17);
    inner.setAttribute("class", "handle");
    inner.setAttribute("r", 7.5);
    g.append(hit, inner);
    svg.append(g);
    g.addEventListener("pointerdown", (e) => { g.setPointerCapture(e.pointerId); svg.dataset.dragging = "true"; e.preventDefault(); g.focus(); });
    const drop = () => { if (svg.dataset.dragging) { delete svg.dataset.dragging; set({}); } };
    g.addEventListener("pointerup", drop);
    g.addEventListener("pointercancel", drop);
    g.addEventListener("pointermove", (e) => {
      if (!g.hasPointerCapture(e.pointerId)) return;
      const place = new DOMPoint(e.clientX, e.clientY).matrixTransform(svg.getScreenCTM().inverse());
      const to = h.drag(place.x, place.y, shown, layout, data);
      set(Object.fromEntries(Object.entries(to).filter(([, v]) => Number.isFinite(v)).map(([k, v]) => [k, onGrid(spec[k], v)])));
    });
    g.addEventListener("keydown", (e) => {
      const name_ = h.y && (!h.x || ["ArrowUp", "ArrowDown"].includes(e.key)) ? h.y : h.x;
      const c = spec[typeof name_ === "function" ? name_(shown) : name_], to = c && byKey(e.key, e.shiftKey, shown[c.name], c);
      if (to === null || to === undefined) return;
      e.preventDefault();
      set({ [c.name]: to });
    });
    return { g, h };
  }

  function measure() {
    const width = svg.parentElement?.clientWidth ?? 0, next = width && width < 520 ? NARROW : WIDE;
    if (next === W) return false;
    W = next;
    name(id);
    layout = scene.layout(data, W);
    svg.setAttribute("viewBox", `0 0 ${W} ${layout.height}`);
    still.innerHTML = layout.still;
    return true;
  }

  function show(v) {
    shown = v;
    if (!layout) measure();
    const picture = scene.draw(v, layout, data);
    moving.innerHTML = picture.moving;
    handles.forEach(({ g, h }, i) => {
      const at = picture.at?.[i], c = spec[[h.x ?? h.y].map((n) => (typeof n === "function" ? n(v) : n))[0]];
      g.style.display = at ? "" : "none";
      if (!at) return;
      g.setAttribute("transform", `translate(${at[0].toFixed(1)} ${at[1].toFixed(1)})`);
      g.setAttribute("aria-valuenow", v[c.name]);
      g.setAttribute("aria-valuemin", c.min);
      g.setAttribute("aria-valuemax", c.max);
      g.setAttribute("aria-valuetext", [h.x, h.y].filter(Boolean).map((n) => spec[typeof n === "function" ? n(v) : n])
        .map((s) => `${s.label} ${v[s.name]}`).join(", "));
    });
    return picture;
  }

  const watch = typeof ResizeObserver === "undefined" ? null : new ResizeObserver(() => { if (measure()) show(shown); });
  return { element: svg, show, watch: () => watch?.observe(svg.parentElement), end: () => watch?.disconnect() };
}
