// A code cell that is edited and run where it stands.
import { Bar, button, make } from "./dom.js";
import { editor } from "./editor.js";
import { Output } from "./output.js";

const KEYS = ": Shift+Enter. To leave the editor: Escape, then Tab.";
let count = 0;

// An editor with its bar in place of code that is shown; `Cell` and the answer to an exercise are built on it.
export class Editable {
  constructor({ shown, bar, name, word }, entry, notebook) {
    Object.assign(this, { entry, name, task: null, keys: `mlp-keys-${++count}` });
    this.go = button(word, () => this.start(), { class: "mlp-do" });
    this.stop = button("Stop", () => this.task?.stop(), { hidden: true });
    this.reset = button("Reset", () => this.restore());
    this.bar = new Bar(name, this.go, this.stop, this.reset);
    this.bar.box.append(make("small", { class: "mlp-keys", id: this.keys }, word, KEYS));
    bar.replaceWith(this.bar.box);
    for (const child of shown.children) child.hidden = true;
    this.code = make("div", { class: "mlp-editor" });
    shown.append(this.code);
    this.editor = editor(this.code, entry.draft.text ?? entry.given, `Python, ${name}`, this.keys, {
      run: () => this.start(), changed: (text) => { entry.draft.text = text; } });
    entry.live = () => this.editor.text;
    const older = entry.draft.text === null && entry.draft.older(notebook.keys);
    if (older) this.offer(older);
    this.editor.view.focus();
  }

  // Offers what the reader wrote for an earlier edition.
  offer(text) {
    const take = button("Put it in", () => { this.editor.put(text); note.remove(); });
    const note = make("p", { class: "mlp-older" }, "You have written something for an earlier edition of this. ", take);
    this.bar.box.before(note);
  }

  busy(on) {
    this.go.disabled = on;
    this.stop.hidden = !on;
  }

  restore() {
    this.editor.put(this.entry.given);
    this.bar.say("It is as it was handed out.");
    this.editor.view.focus();
  }
}

export class Cell extends Editable {
  constructor(record, notebook, python) {
    const number = notebook.numberOf(record.number);
    super({ ...record, word: "Run" }, notebook.cells[number], notebook);
    Object.assign(this, { number, notebook, python, printed: record.box.querySelector(".cell_output") });
    this.output = new Output(record.name, this.printed?.querySelector("img")?.alt);
    this.bar.box.after(this.output.box);
    python.idly({ kind: "load", cells: notebook.codes(), index: number });              // while the reader types
  }

  async start() {
    if (this.task) return;
    if (this.printed) this.printed.hidden = true;
    this.output.clear();
    this.busy(true);
    const job = { kind: "run", cells: this.notebook.codes(), index: this.number };
    this.task = this.python.do(job, (kind, text) => {
      if (!this.bar.follow(kind, text) || kind === "loading") this.output.take(kind, text);
    });
    const how = await this.task.ended;
    this.task = null;
    this.busy(false);
    this.bar.ended(how, () => this.start());
  }

  restore() {
    super.restore();
    this.output.clear();
    if (this.printed) this.printed.hidden = false;
  }
}
