// The page's notebook: all its code in order, with what the reader has written in place of what was handed out.
import { CHECK } from "./dom.js";
import { Draft } from "./drafts.js";

export class Notebook {
  // `cells` are the notebook's own {id, code}; `texts` what the page shows of them, which may be less.
  constructor(page, cells, texts) {
    this.cells = cells.map(({ id, code }) => {
      const check = code.match(CHECK), given = check ? code.replace(CHECK, "") : code;
      return { id, code, given, exercise: check?.[1], name: check?.[2], draft: new Draft(page, given, id), live: null };
    });
    let from = 0;
    this.places = texts.map((text) => {
      const at = this.cells.findIndex(({ code }, i) => i >= from && code === text);
      if (at >= 0) from = at + 1;
      return at;
    });
    this.keys = new Set(this.cells.map(({ draft }) => draft.key));
  }

  // The number in the notebook of the page's cell `number`, or of the cell that checks an exercise.
  numberOf(number) { return this.places[number]; }

  checking(exercise) { return this.cells.findIndex((cell) => cell.exercise === exercise); }

  // The cells' code, as it stands.
  codes() { return this.cells.map(({ live, draft, given }) => live?.() ?? draft.text ?? given); }
}
