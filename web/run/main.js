// What the first click loads: the editor, Python's worker, and all that answers on the page.
import { Answer } from "./answer.js";
import { Cell } from "./cell.js";
import { Notebook } from "./notebook.js";
import { Play } from "./play.js";
import { Python, works } from "./python.js";
import { Sheet } from "./sheet.js";
import { Table } from "./table.js";

// Returns { answer, cell, play, sheet, table }, which take what `run.js` found on the page.
export async function begin(book) {
  if (!works()) throw new Error("this browser has no WebAssembly or no workers, so it cannot run Python");
  const reply = await fetch(book.cells);
  if (!reply.ok) throw new Error(`${reply.status}`);
  const { page, cells, worker, sources, tables, bytes } = await reply.json();
  const python = new Python({ worker: book.at(worker), lite: book.lite, sources: sources.map(book.at), tables, bytes });
  const notebook = new Notebook(page, cells, book.texts), opened = new Map();
  python.warm();
  const once = (key, build) => opened.get(key) ?? opened.set(key, build()).get(key);
  return {
    answer: (record) => once(record.card, () => new Answer(record, notebook, python)).go(),
    cell: (record) => once(record.box, () => new Cell(record, notebook, python)),
    play: (place) => once(place, () => new Play(place, python)).opened,
    sheet: (place) => once(place, () => new Sheet(place, python)),
    table: (place) => once(place, () => new Table(place, python)),
  };
}
