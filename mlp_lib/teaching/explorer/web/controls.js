// The controls of an explorer: sliders with a number box or a readout, buttons, menus, and a play button for time.
import { fixed, general, minus } from "./numbers.js";
import { clamp } from "./maths.js";

export function make(tag, attributes = {}, ...kids) {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...kids);
  return element;
}

const places = (step) => (String(step).split(".")[1] ?? "").length;
/** The value of a range next to v. */
export const onGrid = (c, v) => Number(fixed(clamp(Math.round((v - c.min) / c.step) * c.step + c.min, c.min, c.max), places(c.step))) + 0;
/** What a press of an arrow key moves: about a hundredth of the range. */
const keyStep = (c) => c.step * Math.max(1, Math.round((c.max - c.min) / c.step / 120));

/** Another value by key, in steps for an arrow; null for a key that means nothing. */
export function byKey(key, shift, v, c) {
  const step = keyStep(c) * (shift ? 10 : 1);
  const by = { ArrowLeft: -step, ArrowDown: -step, ArrowRight: step, ArrowUp: step, PageDown: -10 * step, PageUp: 10 * step }[key];
  return by ? onGrid(c, v + by) : key === "Home" ? c.min : key === "End" ? c.max : null;
}

function slider(c, key, set) {
  const input = make("input", { id: key, type: "range", min: c.min, max: c.max, step: c.step });
  const box = make("input", { type: "number", min: c.min, max: c.max, step: c.step, "aria-label": `${c.label}, as a number` });
  input.addEventListener("input", () => set(onGrid(c, Number(input.value))));
  input.addEventListener("keydown", (e) => {
    const to = byKey(e.key, e.shiftKey, Number(input.value), c);
    if (to !== null) { e.preventDefault(); set(to); }
  });
  box.addEventListener("change", () => (box.value.trim() && Number.isFinite(Number(box.value)) ? set(onGrid(c, Number(box.value))) : update(last)));
  let last = c.min;
  const update = (v) => {
    last = v;
    input.value = v;
    input.setAttribute("aria-valuetext", minus(general(v)));
    input.style.setProperty("--at", `${100 * (v - c.min) / (c.max - c.min)}%`);
    box.value = v;
  };
  return { parts: [make("label", { for: key }, c.label), input, box], update };
}

function stops(c, key, set) {
  const input = make("input", { id: key, type: "range", min: 0, max: c.values.length - 1, step: 1 });
  const shown = make("output", { for: key, "aria-live": "off" });
  const longest = Math.max(...c.texts.map((t) => t.length));
  if (longest > 14) shown.className = "mlp-long";                    // has its own line: beside it the slider would change its length
  else shown.style.minWidth = `${longest}ch`;
  input.addEventListener("input", () => set(c.values[Number(input.value)]));
  return {
    parts: [make("label", { for: key }, c.label), input, shown],
    update: (v) => {
      const i = c.values.indexOf(v);
      input.value = i;
      input.setAttribute("aria-valuetext", c.texts[i]);
      input.style.setProperty("--at", `${100 * i / (c.values.length - 1)}%`);
      shown.textContent = c.texts[i];
    },
  };
}

function menu(c, key, set) {
  const select = make("select", { id: key }, ...c.texts.map((t, i) => make("option", { value: i }, t)));
  select.addEventListener("change", () => set(c.values[select.selectedIndex]));
  return { parts: [make("label", { for: key }, c.label), select], update: (v) => { select.selectedIndex = c.values.indexOf(v); } };
}

function buttons(c, key, set) {
  const group = make("div", { class: "mlp-choice", role: "radiogroup", "aria-labelledby": `${key}-name` });
  const radios = c.values.map((v, i) => {
    const radio = make("input", { type: "radio", name: key, value: i });
    radio.addEventListener("change", () => set(v));
    group.append(make("label", {}, radio, make("span", {}, c.texts[i])));
    return radio;
  });
  return { parts: [make("span", { id: `${key}-name`, class: "mlp-name" }, c.label), group],
    update: (v) => { radios[c.values.indexOf(v)].checked = true; } };
}

/** A button that moves a control on, a stop at a time, until its end; `until` tells when that comes sooner. */
function player(c, get, set, until) {
  let timer = null;
  const button = make("button", { type: "button", class: "mlp-play", "aria-label": `Play: ${c.label}` }, "▶ Play");
  const stop = () => { clearInterval(timer); timer = null; button.textContent = "▶ Play"; };
  const first = c.values ? c.values[0] : c.min, last = c.values ? c.values.at(-1) : c.max;
  const next = (v) => (c.values ? c.values[c.values.indexOf(v) + 1] : onGrid(c, v + keyStep(c)));
  button.addEventListener("click", () => {
    if (timer) return stop();
    if (get() === last || until()) set(first);
    button.textContent = "❚❚ Pause";
    timer = setInterval(() => (get() === last || until() ? stop() : set(next(get()))), c.play);
  });
  return { button, stop };
}

/** The row of a control: { row, update, stop }. `get` and `set` reach its value. */
export function control(c, key, get, set, until) {
  const kind = c.kind === "range" ? slider : c.kind === "stops" ? stops : c.kind === "menu" ? menu : buttons;
  const { parts, update } = kind(c, key, set), row = make("div", { class: `mlp-row mlp-${c.kind}` }, ...parts);
  const play = c.play ? player(c, get, set, until) : null;
  if (play) row.append(play.button);
  return { row, update, stop: play?.stop };
}
