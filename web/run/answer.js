// The answer to an exercise: typed into boxes or written as code, checked by the exercise's own record.
import { button, Bar, hash, make, reveal } from "./dom.js";
import { Editable } from "./cell.js";
import { Output } from "./output.js";
import { LATE } from "./python.js";

export class Answer {
  constructor(record, notebook, python) {
    Object.assign(this, { record, notebook, python, key: `mlp:exercise:${record.id}`, task: null });
    this.said = make("div", { class: "mlp-said", "aria-live": "polite" });
    this.tries = make("p", { class: "mlp-tries" });
    this.output = new Output(record.title);
    if (record.boxes) this.asForm();
    else this.asCode();
    record.place.append(this.output.box, this.said, this.tries);
    this.tell();
  }

  asForm() {
    const check = button("Check", () => {}, { class: "mlp-do" });
    check.type = "submit";
    this.stop = button("Stop", () => this.task?.stop(), { hidden: true });
    this.bar = new Bar(this.record.title, check, this.stop);
    this.busy = (on) => { check.disabled = on; this.stop.hidden = !on; };
    this.record.form.querySelector(".mlp-bar").replaceWith(this.bar.box);
    this.go = () => this.check();                                     // the click that opened this was on Check
  }

  asCode() {
    const { record, notebook } = this;
    this.number = notebook.checking(record.id);
    const entry = notebook.cells[this.number], was = record.was;
    const place = { shown: record.shown, bar: record.bar, name: record.title, word: "Check" };
    if (was?.answer && was.edition === hash(entry.given) && entry.draft.text === null) entry.draft.text = was.answer;
    this.edit = new Editable(place, entry, notebook);
    if (was?.answer && was.edition !== hash(entry.given) && entry.draft.text === null) this.edit.offer(was.answer);
    this.bar = this.edit.bar;
    this.busy = (on) => this.edit.busy(on);
    this.edit.start = () => this.check();
    this.edit.stop.addEventListener("click", () => this.task?.stop());
    this.go = () => this.edit.editor.view.focus();
  }

  get kept() { return window.mlpKept.get(this.key) ?? { outcome: "not yet", attempts: 0 }; }

  async check() {
    if (this.task) return;
    const { record, notebook } = this, texts = record.boxes?.map((box) => box.value);
    const job = texts ? { kind: "boxes", exercise: record.id, texts }
      : { kind: "answer", exercise: record.id, name: notebook.cells[this.number].name, cells: notebook.codes(),
        index: this.number };
    this.output.clear();
    record.boxes?.forEach((box) => box.removeAttribute("aria-invalid"));
    this.busy(true);
    this.task = this.python.do(job, (kind, text) => this.take(kind, text, texts), LATE);
    const how = await this.task.ended;
    this.task = null;
    this.busy(false);
    this.bar.ended(how, () => this.check());
  }

  take(kind, text, texts) {
    if (this.bar.follow(kind, text) && kind !== "loading") return;
    if (kind === "verdict") this.judged(JSON.parse(text), texts);
    else if (kind === "unread") this.unread(JSON.parse(text));
    else {
      if (kind === "error") this.said.replaceChildren();
      this.output.take(kind, text);
    }
  }

  judged({ outcome, html }, texts) {
    this.record.stood?.remove();
    this.said.innerHTML = html.replace(' role="status"', "");           // the element around it is the live one
    mlpTypeset(this.said).then(() => reveal(this.said));
    const { kept } = this, before = kept.outcome === "correct";
    if (outcome !== "not attempted" && !(before && outcome !== "correct")) {        // a right answer stays kept
      window.mlpKept.set(this.key, { ...kept, outcome, attempts: kept.attempts + !before,
        answer: texts ? Object.fromEntries(this.record.boxes.map((box, i) => [box.getAttribute("aria-label"), texts[i]]))
          : this.edit.editor.text,
        ...(texts ? {} : { edition: hash(this.edit.entry.given) }), date: new Date().toISOString() });
      this.record.offer();
    }
    this.tell();
    this.record.card.dispatchEvent(new CustomEvent("mlp-checked", { bubbles: true, detail: { id: this.record.id, outcome } }));
  }

  unread({ box, text }) {
    const wrong = this.record.boxes[box];
    wrong.setAttribute("aria-invalid", "true");
    this.said.replaceChildren(make("div", { class: "mlp-verdict mlp-not-attempted" }, make("strong", {}, "Not read. "), text));
    wrong.focus();
  }

  tell() {
    const { attempts } = this.kept;
    this.tries.textContent = attempts ? `${attempts} ${attempts === 1 ? "attempt" : "attempts"}` : "";
  }
}
