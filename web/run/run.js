// The page that runs: puts a button at each code cell and an answer's place into each exercise. All else, the editor and
// Python, is loaded at the first click.
(() => {
  const script = document.currentScript, at = (address) => new URL(address, script.src).href;
  const book = { cells: at(script.dataset.cells), lite: at("../../../lite/"), at };
  const kept = (key) => window.mlpKept?.get(key) ?? null;
  let loading;

  const load = () => (loading ??= import(at(script.dataset.page)).then((main) => main.begin(book))
    .catch((error) => { loading = null; throw error; }));

  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }

  // Does `act(main)` once all is here; `said` tells what happens meanwhile, or why nothing does.
  async function open(said, act) {
    said.textContent = "Loading …";
    try {
      const main = await load();
      said.textContent = "";
      await act(main);
    } catch (error) {
      said.textContent = location.protocol === "file:"
        ? "Python runs where the book is served by a web server, not from a file."
        : `This could not be loaded (${error.message}). Try again when you are connected.`;
    }
  }

  function action(text, name, said, act) {
    const button = make("button", { type: "button", "aria-label": `${text}: ${name}` }, text);
    button.addEventListener("click", async () => {
      button.disabled = true;
      await open(said, act);
      button.disabled = false;
    });
    return button;
  }

  const said = () => make("span", { class: "mlp-status", role: "status" });

  function field(label, words) {
    const box = words?.length
      ? make("select", { "aria-label": label }, make("option", { value: "" }, "choose …"),
        ...words.map((word) => make("option", {}, word)))
      : make("input", { type: "text", "aria-label": label, autocomplete: "off", autocapitalize: "off", spellcheck: "false" });
    return box;
  }

  function fields({ kind, rows, columns, choices }) {
    if (kind !== "table") {
      const box = field(kind === "list" ? "Your answer, numbers separated by commas" : "Your answer");
      if (kind === "list") box.placeholder = "numbers, separated by commas";
      return make("label", { class: "mlp-field mlp-wide" }, make("span", {}, "Your answer"), box);
    }
    if (!columns.length)
      return make("div", { class: "mlp-fields" }, ...rows.map((row) =>
        make("label", { class: "mlp-field" }, make("span", {}, row), field(row, choices[0]))));
    return make("table", { class: "mlp-fields" },
      make("thead", {}, make("tr", {}, make("td", {}), ...columns.map((c) => make("th", { scope: "col" }, c)))),
      make("tbody", {}, ...rows.map((row) => make("tr", {}, make("th", { scope: "row" }, row),
        ...columns.map((column, j) => make("td", {}, field(`${row}, ${column}`, choices[j])))))));
  }

  // Hints unfold one after the other; the solution after a try, or when it is asked for.
  function staged(card, exercise) {
    const folds = [...card.querySelectorAll(":scope > details")];
    const solution = folds.at(-1).textContent.startsWith("Solution") ? folds.pop() : null;     // a build may hide them
    const key = `mlp:exercise:${exercise}`, was = kept(key);
    const note = (change) => window.mlpKept?.set(key, { outcome: "not yet", attempts: 0, date: new Date().toISOString(),
      ...kept(key), ...change });
    folds.forEach((hint, i) => {
      hint.classList.toggle("mlp-later", i > (was?.shown ?? 0));
      hint.addEventListener("toggle", () => {
        if (!hint.open) return;
        folds[i + 1]?.classList.remove("mlp-later");
        if (i + 1 > (kept(key)?.shown ?? 0)) note({ shown: i + 1 });
      });
    });
    if (!solution) return () => {};
    const ask = make("button", { type: "button", class: "mlp-ask" }, "Show the solution");
    const offer = () => { solution.classList.remove("mlp-later"); ask.remove(); };
    ask.addEventListener("click", () => { offer(); solution.open = true; solution.querySelector("summary").focus(); });
    solution.addEventListener("toggle", () => solution.open && note({ solution: true }));
    solution.classList.add("mlp-later");
    solution.before(ask);
    if (was?.attempts || was?.solution) offer();
    return offer;
  }

  // One exercise: its card, and, where the page has it, the cell that checks it in a notebook.
  function exercise(card, cell) {
    const id = card.dataset.exercise, form = JSON.parse(card.dataset.form), was = kept(`mlp:exercise:${id}`);
    const title = card.querySelector(".mlp-title strong").textContent.replace("Exercise: ", "");
    const place = make("div", { class: "mlp-work" }), status = said();
    const record = { id, card, form, title, place, was, offer: staged(card, id) };
    card.querySelectorAll(".mlp-of-notebook, .mlp-hand-in").forEach((words) => { words.hidden = true; });
    card.querySelector(":scope > details").before(place);
    cell?.classList.add("mlp-answered-above");
    if (form.kind !== "code") {
      const check = make("button", { class: "mlp-do", "aria-label": `Check: ${title}` }, "Check");
      const bar = make("div", { class: "mlp-bar" }, check, status);
      record.form = make("form", { class: "mlp-inputs", novalidate: "" }, fields(form), bar);
      record.boxes = [...record.form.querySelectorAll("input, select")];
      const last = Object.values(was?.answer ?? {});                    // texts by the boxes' names
      record.boxes.forEach((box, i) => { box.value = last[i] ?? ""; });
      record.form.addEventListener("focusin", () => load().catch(() => {}), { once: true });
      record.form.addEventListener("submit", (event) => {
        event.preventDefault();
        open(status, (main) => main.answer(record));
      });
      place.append(record.form);
    } else {
      const shown = cell?.querySelector(".cell_input");
      record.shown = shown ?? make("div", { class: "cell_input" });
      record.text = shown?.querySelector("pre").textContent;
      const pre = record.shown.querySelector("pre");
      if (pre) pre.textContent = was?.answer ?? record.text.replace(/\n*exercises\.check\([^\n]*\)\s*$/, "");
      const start = action(was?.answer ? "Go on with your answer" : "Write your answer", title, status,
        (main) => main.answer(record));
      start.classList.add("mlp-do");
      record.bar = make("div", { class: "mlp-bar" }, start, status);
      place.append(make("div", { class: "cell mlp-stub" }, record.shown), record.bar);
    }
    if (was?.attempts) {
      const on = was.date ? new Date(was.date).toLocaleDateString(undefined, { day: "numeric", month: "long" }) : "";
      record.stood = make("p", { class: `mlp-stood mlp-${was.outcome.replace(" ", "-")}` },
        make("strong", {}, was.outcome === "correct" ? "Correct" : "Not yet correct"),
        `${on && ", " + on}, after ${was.attempts} ${was.attempts === 1 ? "attempt" : "attempts"}.`);
      place.append(record.stood);
    }
  }

  function begin() {
    const cells = [...document.querySelectorAll("main .cell:has(.cell_input pre)")].map((box) =>
      ({ box, text: box.querySelector(".cell_input pre").textContent.replace(/\n$/, "") }));
    book.texts = cells.map(({ text }) => text);
    const checks = new Map(cells.map(({ box, text }) => [text.match(/exercises\.check\(\s*["']([\w-]+)/)?.[1], box]));
    const cards = [...document.querySelectorAll("main .mlp-exercise[data-exercise]")];
    const answered = new Set(cards.map((card) => checks.get(card.dataset.exercise)));
    cells.forEach(({ box, text }, number) => {
      if (answered.has(box) || box.querySelector('.mlp-exercise, script[type*="widget-view"]')) return;
      const status = said(), name = `code cell ${number + 1}`, record = { number, box, text, name };
      record.shown = box.querySelector(".cell_input");
      const start = action("Edit and run", name, status, (main) => main.cell(record));
      record.bar = make("div", { class: "mlp-bar mlp-quiet" }, start, status);
      record.shown.after(record.bar);
    });
    cards.forEach((card) => exercise(card, checks.get(card.dataset.exercise)));
    for (const place of document.querySelectorAll("main [data-playground]")) {
      const status = said(), start = action("Open the Playground", "on this page", status, (main) => main.play(place));
      start.classList.add("mlp-do");
      place.replaceChildren(make("div", { class: "mlp-bar" }, start, status));
      if (location.hash.includes("="))                       // a link to settings: nothing starts by itself
        place.append(make("p", {}, "The address of this page brings settings; they are set when you open the Playground."));
    }
    for (const [what, text, name] of [["worksheet", "Fill it in here", "sheet"], ["table", "Put in a table", "table"]]) {
      for (const place of document.querySelectorAll(`main [data-${what}]`)) {
        const status = said(), start = action(text, what, status, (main) => main[name](place));
        start.classList.add("mlp-do");
        place.replaceChildren(make("div", { class: "mlp-bar" }, start, status));
      }
    }
  }

  document.addEventListener("DOMContentLoaded", begin);
})();
