// What is kept, out to a file and in from one. A file is somebody's text: each entry is looked at before it is kept.
(() => {
  const BOOK = "mlp-companion", LARGEST = 5e6, LONGEST = 200_000;
  const text = (value) => typeof value === "string" && value.length <= LONGEST;
  const count = (value) => Number.isInteger(value) && value >= 0 && value < 1e6;
  const date = (value) => text(value) && !Number.isNaN(Date.parse(value));
  const object = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
  const optional = (test) => (value) => value === undefined || value === null || test(value);
  const id = "[a-z0-9]+(-[a-z0-9]+)*";

  // key -> what the fields of its value must be; fields that are not named here are left out
  const KINDS = [
    [new RegExp(`^mlp:exercise:${id}$`), { outcome: (v) => ["correct", "not yet"].includes(v), attempts: count,
      answer: optional((v) => text(v) || (object(v) && Object.values(v).every(text))), date,
      shown: optional(count), solution: optional((v) => typeof v === "boolean"), edition: optional(text) }],
    [new RegExp(`^mlp:quiz:${id}$`), { choice: count, right: (v) => typeof v === "boolean", date }],
    [/^mlp:test:[1-9]\d{0,2}$/, { choices: (v) => Array.isArray(v) && v.length <= 100 && v.every((c) => c === null || count(c)),
      marked: (v) => typeof v === "boolean", right: count, edition: text, date }],
    [/^mlp:cell:[a-z0-9-]+:[A-Za-z0-9_-]+$/, { code: text, date, cell: optional(text) }],
    [/^mlp:playground:record$/, { date, rows: (v) => Array.isArray(v) && v.length <= 300 && v.every(object)
      && JSON.stringify(v).length <= 2 * LONGEST }],
    [/^mlp:place$/, { page: (v) => new RegExp(`^${id}$`).test(v), title: text, section: optional(text),
      id: optional((v) => /^[\w-]+$/.test(v)), date }],
  ];
  const SHEET = /^mlp:sheet:[^\s<>]{1,200}$/;

  // Return a clean copy of the value, or undefined where it cannot be what the key says.
  function clean(key, value) {
    if (!object(value)) return undefined;
    if (SHEET.test(key)) return Object.values(value).every(text) ? { ...value } : undefined;
    const fields = KINDS.find(([pattern]) => pattern.test(key))?.[1];
    if (!fields || !Object.entries(fields).every(([name, test]) => test(value[name]))) return undefined;
    return Object.fromEntries(Object.keys(fields).filter((name) => value[name] != null).map((name) => [name, value[name]]));
  }

  function pack() {
    const kept = Object.fromEntries(mlpKept.keys().map((key) => [key, mlpKept.get(key)]));
    return JSON.stringify({ book: BOOK, version: 1, date: new Date().toISOString(), kept }, null, 1);
  }

  // Keep the entries of a file's text; of two for one thing the later stays. Return a sentence that says what happened.
  function unpack(content) {
    let file;
    try { file = JSON.parse(content); } catch { return "This file is not one that this page has written: it is no JSON."; }
    if (!object(file) || file.book !== BOOK || !object(file.kept)) {
      return "This file is not one that this page has written: it does not name this book.";
    }
    if (file.version !== 1) return "This file was written by a newer edition of the book; this one cannot read it.";
    let taken = 0, older = 0, refused = 0;
    for (const [key, value] of Object.entries(file.kept)) {
      const entry = clean(key, value), own = entry && mlpKept.get(key);
      if (!entry) refused += 1;
      else if (own?.date && own.date > (entry.date ?? "")) older += 1;
      else { mlpKept.set(key, entry); taken += 1; }
    }
    return `${taken} ${taken === 1 ? "entry" : "entries"} taken over.` +
      (older ? ` ${older} left out: what is kept here is newer.` : "") +
      (refused ? ` ${refused} refused: they are not of a form that this book writes.` : "");
  }

  async function read(file) {
    if (file.size > LARGEST) return "This file is too large to be one that this page has written (more than 5 MB).";
    return unpack(await file.text());
  }

  window.mlpTransfer = { pack, unpack, read };
})();
