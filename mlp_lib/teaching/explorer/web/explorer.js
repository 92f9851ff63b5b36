// An explorer: head with its tools, controls, picture and caption; the same on a page and in a notebook.
import { control, make } from "./controls.js";
import { frames } from "./frames.js";
import { live } from "./live.js";
import { savePng, saveSvg } from "./save.js";

let explorers = 0;

function tools(box, title, file, shown) {
  const place = make("span", { class: "mlp-explorer-tools" });
  if (shown.querySelector(".handle-group")) place.append(make("span", { class: "mlp-hint" }, "drag ", make("i"), " or use the controls"));
  const add = (text, what, act) => {
    const button = make("button", { type: "button", "aria-label": `${what}: ${title}` }, text);
    button.addEventListener("click", act);
    place.append(button);
    return button;
  };
  const full = add("Full screen", "Full screen", () => {
    if (document.fullscreenElement) document.exitFullscreen();
    else box.requestFullscreen?.().catch(() => {});
  });
  if (!document.fullscreenEnabled) full.remove();          // a phone that has none
  box.addEventListener("fullscreenchange", () => {
    full.textContent = document.fullscreenElement === box ? "Leave full screen" : "Full screen";
    full.setAttribute("aria-label", `${full.textContent}: ${title}`);
  });
  if (shown.tagName !== "DIV") add("PNG", "PNG: download picture", () => savePng(shown, file));
  if (shown.tagName === "svg") add("SVG", "SVG: download picture", () => saveSvg(shown, file));
  return place;
}

/** Show a model, of anywidget or of a page, in the element `el`; returns what takes it down. */
export function render({ model, el }) {
  const [title, key, name, controls, data] = ["title", "scene", "name", "controls", "data"].map((k) => model.get(k));
  const id = `mlp${++explorers}`, values = () => model.get("values");
  const box = make("div", { class: `mlp-explorer mlp-explorer-${name}`, id: `explorer-${name}`, role: "group", "aria-label": title });
  const set = (some) => {
    const before = values();
    if (svg?.dataset.dragging || Object.keys(some).some((k) => some[k] !== before[k])) {
      model.set("values", { ...before, ...some });
      model.save_changes();
    } else later();
  };
  const stage = key ? live(key, data, controls, values(), title, set) : frames(data, controls, values(), title);
  const svg = key ? stage.element : null;
  let ends = {};
  const caption = make("p", { class: "mlp-caption", "aria-live": "polite" });
  const rows = controls.map((c) => [c.name, control(c, `${id}-${c.name}`, () => values()[c.name], (v) => set({ [c.name]: v }),
    () => !box.isConnected || values()[c.name] >= ends[c.name])]);
  const head = make("div", { class: "mlp-explorer-head" }, make("strong", {}, title), tools(box, title, `explorer-${name}`, stage.element));
  const panel = make("div", { class: "mlp-controls" }, ...rows.map(([, { row }]) => row));
  box.append(head, panel, make("div", { class: `mlp-stage mlp-${key ? "live" : "frames"}` }, stage.element), caption);
  for (const e of box.querySelectorAll("input, select, button")) e.dataset.lmSuppressShortcuts = "true";

  let waiting = 0, spoken = 0;
  function draw() {
    waiting = 0;
    for (const [n, { update }] of rows) update(values()[n]);
    const { caption: words, idle = [], ends: now = {} } = stage.show(values());
    ends = now;
    for (const [n, { row }] of rows) row.hidden = idle.includes(n);
    if (svg?.dataset.dragging) caption.setAttribute("aria-busy", "true");
    else if (caption.hasAttribute("aria-busy")) spoken = setTimeout(() => caption.removeAttribute("aria-busy"), 300);
    if (!data.html && caption.textContent !== words) caption.textContent = words;
    caption.hidden = Boolean(data.html);
  }
  const later = () => { waiting ||= requestAnimationFrame(draw); };
  model.on("change:values", later);
  el.replaceChildren(box);
  draw();
  stage.watch?.();
  return () => {
    cancelAnimationFrame(waiting);
    clearTimeout(spoken);
    rows.forEach(([, { stop }]) => stop?.());
    stage.end?.();
    model.off("change:values", later);
  };
}
