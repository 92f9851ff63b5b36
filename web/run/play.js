// The Playground on the page: to the picture what anywidget's model is in a notebook, with the page's Python behind it.
import { Bar, button, make } from "./dom.js";

const RECORD = "mlp:playground:record", MOST = 300;            // runs that are kept
const settings = () => (location.hash.includes("=") ? location.hash : "");

export class Play {
  constructor(place, python) {
    Object.assign(this, { place, python, busy: false, anew: false, listeners: new Map(),
      state: { commands: [], limits: {}, fixed: {}, view: { done: 0 }, file: {} } });
    this.bar = new Bar("Playground");
    this.opened = this.open();
  }

  get(name) { return this.state[name]; }

  set(name, value) { this.state[name] = value; }

  on(event, act) { this.listeners.set(event, [...(this.listeners.get(event) ?? []), act]); }

  off(event, act) { this.listeners.set(event, (this.listeners.get(event) ?? []).filter((one) => one !== act)); }

  // Starts Python and draws the picture; settings in the page's address are taken, the runs kept here are put back.
  async open() {
    const rows = window.mlpKept.get(RECORD)?.rows ?? [];
    const wanted = [{ do: "hello" }, ...(rows.length ? [{ do: "recall", rows }] : []),
      ...(settings() ? [{ do: "visit", address: settings() }] : [])];
    if (!this.state.fixed.settings) this.state.commands = wanted.map((command, i) => ({ n: i + 1, ...command }));
    this.place.replaceChildren(this.bar.box);
    await this.save_changes();
    if (!this.state.fixed.settings) return;                    // it has been said why, with a button to try again
    try {
      this.picture = (await import(new URL(this.place.dataset.script, document.baseURI).href)).default;
    } catch {
      this.bar.say("The picture could not be loaded. ", button("Try again", () => this.open(), { class: "mlp-again" }));
      return;
    }
    const here = make("div");
    this.place.append(here);
    this.picture.render({ model: this, el: here });
    this.on("change:fixed", () => this.settled());
    addEventListener("hashchange", () => settings() && this.visit(settings()));
    here.querySelector("button").focus();
  }

  visit(address) {
    const { commands, view } = this.state, n = Math.max(view.done, ...commands.map((command) => command.n)) + 1;
    this.state.commands = [...commands, { n, do: "visit", address }];
    this.save_changes();
  }

  // The page's address says the settings, and what was found stays in this browser.
  settled() {
    const { address, record } = this.state.fixed;
    if (address !== location.hash) history.replaceState(history.state, "", address);
    const rows = record.slice(-MOST), kept = window.mlpKept.get(RECORD)?.rows ?? [];
    if (rows.length ? rows.length !== kept.length || rows.at(-1).seconds !== kept.at(-1).seconds : kept.length) {
      if (rows.length) window.mlpKept.set(RECORD, { rows, date: new Date().toISOString() });
      else window.mlpKept.remove(RECORD);
    }
  }

  // Hands the open commands to Python, one lot after another.
  async save_changes() {
    if (this.busy) return;
    this.busy = true;
    for (let open; (open = this.state.commands.filter(({ n }) => n > this.state.view.done)).length;) {
      const address = this.state.fixed.address ?? this.place.dataset.playground;
      const { revision, record } = this.state.fixed;
      const job = { kind: "playground", place: this.place.dataset.playground, address, commands: open,
        begun: revision === undefined ? 0 : revision + 1, ...(this.anew ? { rows: record } : {}) };
      this.anew = false;
      const how = await this.python.do(job, (kind, text) => this.hear(kind, text)).ended;
      if (how === "done" && (this.anew || open.some(({ n }) => n <= this.state.view.done))) {
        this.bar.ended("done");
        continue;
      }
      this.bar.ended(how === "done" ? "failed" : how, () => (this.picture ? this.save_changes() : this.open()));
      break;
    }
    this.busy = false;
  }

  hear(kind, text) {
    if (kind === "anew") this.anew = true;                     // another Python: the worker was ended, by a cell perhaps
    else if (kind === "shown") {
      const shown = JSON.parse(text);
      Object.assign(this.state, shown);
      for (const name of Object.keys(shown)) this.listeners.get(`change:${name}`)?.forEach((act) => act());
    } else if (kind === "failed" || kind === "error") this.bar.say(text);
    else if (kind !== "running" && (!this.state.fixed.settings || kind !== "waiting")) this.bar.follow(kind, text);
  }
}
