// The Playground: its parts together, the commands that it sends, and the loop that asks for one slice after another.
import { button, digits, labelled, make, percent, save } from "./dom.js";
import { BigMap } from "./map.js";
import { Controls, Player } from "./controls.js";
import { Inside } from "./inside.js";
import { LossCurve } from "./curve.js";
import { Network } from "./network.js";
import { OwnPoints } from "./data.js";
import { Runs } from "./runs.js";

const SLICE = 0.02;                                        // seconds of training between two looks at the reader

/** Show a model, of anywidget or of a page, in the element `el`; returns what takes it down. */
export function render({ model, el }) {
  let running = false, pointed = null, waiting = 0, filed = model.get("file").n ?? 0, revision = -1, asked = 0;

  /** Hand a command over, with those before it that have not been seen done: no state of the model may swallow one. */
  function send(command) {
    const { done = 0 } = model.get("view"), before = model.get("commands");
    const n = Math.max(done, ...before.map((c) => c.n)) + 1;
    model.set("commands", [...before.filter((c) => c.n > done), { n, running, ...command }]);
    model.save_changes();
    return n;
  }

  const limits = model.get("limits");
  const slice = () => { asked = send({ do: "train", seconds: SLICE, until: player.until }); };
  function run(on) {
    if (on === running || (on && player.until && model.get("view").epoch >= player.until)) return;
    running = on;
    if (on) slice();
    else send({ do: "look" });                             // for a fine map, and what it looks like
    later();
  }
  const act = (command) => { running = false; send(command); };
  const change = (settings) => ("learning_rate" in settings || "show_test" in settings || "discretize" in settings
    ? send({ do: "change", settings }) : act({ do: "change", settings }));

  const player = new Player({ run: () => run(!running), epoch: () => act({ do: "epoch" }), one: () => act({ do: "one" }),
    reset: () => act({ do: "reset" }), fresh: () => act({ do: "new" }) });
  const controls = new Controls(limits, change);
  const weigh = (l, to, from, value) => act({ do: "weigh", l, to, from, value });
  const network = new Network(limits, {
    feature: (key) => {
      const { features } = model.get("fixed").settings;
      change({ features: features.includes(key) ? features.filter((f) => f !== key) : [...features, key] });
    },
    point: (unit) => { pointed = unit; later(); },
    shape: (hidden) => change({ hidden }), weigh,
  });
  const own = new OwnPoints((given) => act({ do: "own", ...given }), () => later());
  const map = new BigMap((point) => own.add(point));
  const curve = new LossCurve();
  const inside = new Inside(limits, { look: (panels) => send({ do: "look", ...panels }), weigh, one: () => act({ do: "one" }) });
  const runs = new Runs({ visit: (address) => act({ do: "visit", address }), file: (kind) => send({ do: "file", kind }),
    forget: () => send({ do: "forget" }) });
  const address = make("input", { type: "text", spellcheck: "false", autocomplete: "off", placeholder: "https://playground.tensorflow.org/#…" });
  const there = make("a", { target: "_blank", rel: "noopener" });
  const visit = (event) => { event.preventDefault(); if (address.value.trim()) act({ do: "visit", address: address.value }); };
  const link = make("form", { class: "mlp-play-row", onsubmit: visit }, labelled("Address of the Playground", address),
    make("button", { type: "submit" }, "Take its settings"), there);
  const notes = make("div", { class: "mlp-play-notes", role: "status" }), told = make("p", { class: "mlp-play-told" });
  const figures = make("tbody"), said = make("p", { class: "mlp-play-said", role: "status" });
  const box = make("div", { class: "mlp-playground", role: "group", "aria-label": "Playground" },
    player.element, controls.element, link, notes,
    make("div", { class: "mlp-play-main" }, make("div", { class: "mlp-play-left" }, network.element, told),
      make("div", { class: "mlp-play-right" }, map.element,
        make("table", { class: "mlp-play-figures", "aria-label": "Losses" }, make("thead", {}, make("tr", {}, make("td"),
          make("th", { scope: "col" }, "loss"), make("th", { scope: "col" }, "accuracy"))), figures), curve.element)),
    said, inside.element, own.element, runs.element);

  const figure = (name, ...values) => make("tr", {}, make("th", { scope: "row" }, name), ...values.map((v) => make("td", {}, v)));

  function settle(fixed) {
    revision = fixed.revision;
    controls.show(fixed);
    network.shape(fixed);
    runs.draw(fixed);
    notes.replaceChildren(...fixed.notes.map((note) => make("p", {}, note)));
    there.hidden = Boolean(fixed.beyond);
    there.href = fixed.original || "#";
    there.textContent = "Open these settings there";
    told.textContent = `${fixed.parameters} parameters.${fixed.beyond ? ` The original has no ${fixed.beyond}.` : ""}`;
  }

  function draw() {
    waiting = 0;
    const fixed = model.get("fixed"), view = model.get("view");
    if (!fixed.settings || fixed.revision !== view.revision) return;
    if (fixed.revision !== revision) settle(fixed);
    if (running && (view.trouble || (player.until && view.epoch >= player.until))) {
      running = false;
      send({ do: "look" });
    }
    network.draw(view);
    map.draw(fixed, view, pointed, own.shown);
    curve.draw(view.curve);
    inside.draw(fixed, view, running);
    player.show(running, `Epoch ${view.epoch}${view.at ? ` and ${view.at} of ${view.N} observations` : ""}`);
    figures.replaceChildren(figure(`training, ${fixed.N} points`, digits(view.loss[0]), percent(view.accuracy[0])),
      figure(`test, ${fixed.N_test} points`, digits(view.loss[1]), percent(view.accuracy[1])));
    if (!running) {
      const words = view.trouble || `Epoch ${view.epoch}: training loss ${digits(view.loss[0])}, test loss ${digits(view.loss[1])}. ${view.diagnosis}`;
      if (said.textContent !== words) said.textContent = words;
    }
    if (running && view.done >= asked) slice();
  }

  const later = () => { waiting ||= requestAnimationFrame(draw); };
  const file = () => {
    const made = model.get("file");
    if (made.n > filed) { filed = made.n; save(made); }
  };
  const themes = new MutationObserver(() => { revision = -1; later(); });
  for (const [node, name] of [[document.documentElement, "data-theme"], [document.body, "data-jp-theme-light"]])
    themes.observe(node, { attributes: true, attributeFilter: [name] });
  model.on("change:view", later);
  model.on("change:fixed", later);
  model.on("change:file", file);
  el.replaceChildren(box);
  draw();
  return () => {
    running = false;
    cancelAnimationFrame(waiting);
    themes.disconnect();
    model.off("change:view", later);
    model.off("change:fixed", later);
    model.off("change:file", file);
  };
}
