// One's own table: a file or a paste goes to the page's Python, which says what the columns are and makes the report.
// It is kept in this page alone, and gone with it.
import { Bar, button, make } from "./dom.js";

const MOST = 64e6;                                              // bytes of a file that a page has the memory for

export class Table {
  constructor(place, python) {
    Object.assign(this, { place, python, content: null, name: "", kinds: {}, task: null, round: 0 });
    this.file = make("input", { type: "file", accept: ".csv,.tsv,.txt,.xlsx,text/csv", onchange: () => this.chosen() });
    this.paste = make("textarea", { rows: 4, spellcheck: "false", placeholder: "Names in the first line, a row in each line" });
    this.bar = new Bar("table", button("Take the example", () => this.put(null, "example")),
      button("Read what was pasted", () => this.paste.value.trim() && this.put(this.paste.value + "\n", "the pasted text")));
    this.menus = make("div", { class: "mlp-fields mlp-inputs" });
    this.seen = make("div", { "aria-live": "polite" });
    this.go = button("Make the report", () => this.report(), { class: "mlp-do", disabled: true });
    this.stop = button("Stop", () => this.task?.stop(), { hidden: true });
    this.keep = button("Save the report", () => this.save(), { hidden: true });
    this.doing = new Bar("report", this.go, this.stop, this.keep);
    this.out = make("div", {});
    this.form = make("div", { hidden: true }, this.menus, this.seen, this.doing.box, this.out);
    this.private = make("p", {});
    place.replaceChildren(this.private,
      make("label", { class: "mlp-field mlp-file" }, make("span", {}, "A file (CSV, or another table of text)"), this.file),
      make("label", { class: "mlp-paste" }, make("span", {}, "Or paste a table"), this.paste), this.bar.box, this.form);
    this.greet();
  }

  async greet() {
    const { words } = await this.ask({ step: "words" }, this.bar);
    if (!words) return;
    this.words = words;
    this.private.textContent = words.private;
  }

  // Has Python do a step; returns what it says of it, {} where it could not. The table goes with each: Python may be new.
  async ask(job, bar) {
    const answer = {}, { content, name } = this;
    const file = content instanceof ArrayBuffer ? content : undefined, text = file ? undefined : content;
    const task = this.python.do({ kind: "table", name, text, file, total: this.total, ...job }, (kind, said) => {
      if (kind === "table") Object.assign(answer, JSON.parse(said));
      else if (kind === "step") this.doing.step(...JSON.parse(said));
      else if (kind === "failed" || kind === "error") answer.failed = said;
      else bar.follow(kind, said);
    });
    if (job.step === "report") this.task = task;                        // what Stop ends, and a new table
    const how = await task.ended;
    if (this.task === task) this.task = null;
    if (answer.failed) bar.say(`This did not go well: ${answer.failed.trim().split("\n").pop()}`);
    else bar.ended(how, () => this.look());
    return answer;
  }

  async chosen() {
    const [file] = this.file.files;
    if (!file) return;
    this.total = file.size > MOST ? file.size : undefined;
    try {
      await this.put(await file.slice(0, MOST).arrayBuffer(), file.name);
    } catch (error) {
      this.bar.say(`This file cannot be read (${error.message}). Is it a folder?`);
    }
  }

  async put(content, name) {
    if (!(content instanceof ArrayBuffer)) { this.total = undefined; this.file.value = ""; }
    Object.assign(this, { content, name, kinds: {}, answers: {} });
    this.task?.stop();
    this.menus.replaceChildren();
    this.seen.replaceChildren();
    this.clear();
    this.form.hidden = false;
    await this.look();
  }

  clear() {
    this.out.replaceChildren();
    this.keep.hidden = true;
    this.page = null;
    this.doing.say("");
  }

  async look() {
    const round = ++this.round;
    this.go.disabled = true;
    const shown = await this.ask({ step: "look", answers: { ...this.answers, kinds: this.kinds } }, this.bar);
    if (round !== this.round || !shown.html) return;                            // another choice was made meanwhile
    if (shown.columns && !this.menus.childElementCount) this.build(shown.columns);
    Object.assign(this.answers, shown.answers);
    for (const [name, menu] of Object.entries(this.choice ?? {}))
      if (name in this.answers) menu.value = this.answers[name] ?? "";
    this.seen.innerHTML = shown.html;
    this.go.disabled = !shown.ready;
  }

  build(columns) {
    const { labels, options, none } = this.words, names = { "": none, ...Object.fromEntries(columns.map((c) => ["=" + c, c])) };
    const menu = (name, choices, act) => {
      const select = make("select", { onchange: () => act(select.value) },
        ...Object.entries(choices).map(([value, text]) => make("option", { value: value.replace(/^=/, "") }, text)));
      this.menus.append(make("label", { class: "mlp-field" }, make("span", {}, labels[name]), select));
      return select;
    };
    const answer = (name) => (value) => { this.answers[name] = value; this.clear(); this.look(); };
    this.choice = Object.fromEntries(["target", "group", "time", "task", "missing"].map((name) =>
      [name, menu(name, options[name] ?? names, answer(name))]));
    const column = menu("column", names, (value) => { kind.value = this.kinds[value] ?? ""; });
    const kind = menu("kind", options.kind, (value) => {
      if (!column.value) return;
      this.kinds[column.value] = value;
      this.clear();
      this.look();
    });
  }

  async report() {
    this.clear();
    this.go.disabled = true;
    this.stop.hidden = false;
    const made = await this.ask({ step: "report", answers: { ...this.answers, kinds: this.kinds } }, this.doing);
    this.stop.hidden = true;
    this.go.disabled = false;
    this.doing.progress.hidden = true;
    if (!made.html) return;
    this.out.innerHTML = made.html;
    this.page = made.page;
    this.keep.hidden = !made.page;
    if (made.page) this.doing.say("The report is below.");
  }

  save() {
    const address = URL.createObjectURL(new Blob([this.page], { type: "text/html" }));
    make("a", { href: address, download: "report.html" }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  }
}
