// Drafts: what a reader made of a cell, kept under the code handed out, so that a new edition of it starts afresh.
import { hash } from "./dom.js";

const kept = () => window.mlpKept;

export class Draft {
  constructor(page, given, cell) {
    Object.assign(this, { given, cell, family: `mlp:cell:${page}:`, key: `mlp:cell:${page}:${hash(given)}` });
  }

  get text() { return kept().get(this.key)?.code ?? null; }

  set text(code) {
    if (code === null || code === this.given) kept().remove(this.key);
    else kept().set(this.key, { code, date: new Date().toISOString(), cell: this.cell });
  }

  // What was written for an earlier edition of this cell: offered, not forced. `here` are the keys of the page's cells.
  older(here) {
    const key = kept().keys(this.family).find((k) => !here.has(k) && kept().get(k)?.cell === this.cell);
    return key ? kept().get(key).code : null;
  }
}
