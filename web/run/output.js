// What Python shows: text, tables, figures, errors, in an element under a cell.
import { make } from "./dom.js";

export class Output {
  constructor(name, alt) {
    this.alt = alt;
    this.box = make("div", { class: "cell_output mlp-out", role: "group", "aria-label": `What Python says to ${name}` });
  }

  clear() { this.box.replaceChildren(); }

  take(kind, text) {
    if (kind === "loading") this.clear();                              // it runs again
    else if (kind === "html") {
      const table = make("div", { class: "output text_html" });
      table.innerHTML = text;
      this.box.append(table);
      mlpTypeset(table);
    } else if (kind === "png")
      this.box.append(make("img", { src: "data:image/png;base64," + text, alt: this.alt ?? "The figure that your code draws" }));
    else if (kind === "cut") this.box.append(make("p", { class: "mlp-cut" }, text));
    else if (kind === "error" || kind === "failed") this.add("error", text);
    else if (kind === "stdout" || kind === "stderr" || kind === "text") this.add(kind, text);
  }

  add(kind, text) {
    let pre = this.box.lastElementChild;
    if (kind === "error" || !pre?.classList.contains(kind))
      this.box.append(pre = make("pre", { class: `output ${kind}`, tabindex: 0 }));
    pre.textContent = (pre.textContent + text).replace(/[^\n]*\r(?!\n)/g, "");     // a bar that is drawn over itself
  }
}
