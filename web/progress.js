// The page "Your progress": what is done, what is open, how long that takes; the file's two buttons.
(() => {
  const { make } = window.mlpMake;
  const MINUTE = 1;                                          // minutes that a question counts
  const records = window.mlpRecords ?? [];
  const place = document.getElementById("mlp-progress");

  const correct = ({ id }) => mlpKept.get(`mlp:exercise:${id}`)?.outcome === "correct";
  const sum = (exercises) => exercises.reduce((total, { minutes }) => total + minutes, 0);

  function left(chapter) {
    const open = chapter.exercises.filter((exercise) => !correct(exercise));
    const questions = chapter.questions.length - mlpProgress.done(chapter).questions;
    return { open, questions, core: sum(open.filter(({ level }) => level === "core")) + MINUTE * questions,
      stretch: sum(open.filter(({ level }) => level === "stretch")) };
  }

  function tried({ id }) {
    const kept = mlpKept.get(`mlp:exercise:${id}`);
    return kept ? `, tried ${kept.attempts === 1 ? "once" : `${kept.attempts} times`}` : "";
  }

  function openList(chapter) {
    const { open, questions } = left(chapter);
    if (!open.length && !questions) return "nothing";
    const items = open.map((exercise) => make("li", {},
      make("a", { href: `${chapter.chapter}.html#exercise-${exercise.id}` }, exercise.title),
      ` (${exercise.level}, ${exercise.minutes} min${tried(exercise)})`));
    if (questions) items.push(make("li", {}, `${questions} ${questions === 1 ? "question" : "questions"}`));
    return make("details", {}, make("summary", {}, `${open.length + questions} open`), make("ul", {}, ...items));
  }

  function row(chapter) {
    const done = mlpProgress.done(chapter), { core, stretch } = left(chapter);
    return make("tr", {},
      make("th", { scope: "row", className: "mlp-rings" }, make("a", { href: `${chapter.chapter}.html` }, chapter.title)),
      make("td", {}, `${done.exercises} of ${chapter.exercises.length}`),
      make("td", {}, `${done.questions} of ${chapter.questions.length}`),
      make("td", {}, `${core} min` + (stretch ? ` + ${stretch}` : "")),
      make("td", {}, openList(chapter)));
  }

  function draw() {
    const unfolded = [...place.querySelectorAll("tr")].map((line) => line.querySelector("details")?.open);
    const all = records.map((chapter) => ({ ...left(chapter), ...mlpProgress.done(chapter), chapter }));
    const total = (pick) => all.reduce((n, one) => n + pick(one), 0);
    const head = ["chapter", "exercises", "questions", "left", "open"].map((name) => make("th", { scope: "col" }, name));
    const table = make("table", { className: "table mlp-progress-table" },
      make("thead", {}, make("tr", {}, ...head)), make("tbody", {}, ...records.map(row)));
    place.replaceChildren(
      make("p", {}, make("strong", {}, `${total((o) => o.exercises)} of ${total((o) => o.chapter.exercises.length)} exercises ` +
        `and ${total((o) => o.questions)} of ${total((o) => o.chapter.questions.length)} questions done.`),
        ` About ${total((o) => o.core)} minutes of answering are left on the study path: its core exercises, and a minute ` +
        `for each question. The stretch exercises would take ${total((o) => o.stretch)} more; they stand behind the + below.`),
      make("div", { className: "pst-scrollable-table-container", tabIndex: 0 }, table));
    place.lastChild.setAttribute("role", "region");
    place.lastChild.setAttribute("aria-label", "Progress by chapter");
    [...place.querySelectorAll("tr")].forEach((line, i) => {
      const fold = line.querySelector("details");
      if (fold && unfolded[i]) fold.open = true;
    });
    mlpProgress.addRings();
  }

  function save() {
    const address = URL.createObjectURL(new Blob([mlpTransfer.pack()], { type: "application/json" }));
    const day = new Date().toISOString().slice(0, 10);
    make("a", { href: address, download: `neural-networks-progress-${day}.json` }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  }

  async function take({ target }) {
    if (!target.files.length) return;
    document.getElementById("mlp-transferred").textContent = await mlpTransfer.read(target.files[0]);
    target.value = "";
  }

  draw();
  document.addEventListener("mlp-kept", draw);
  document.getElementById("mlp-export").addEventListener("click", save);
  document.getElementById("mlp-import").addEventListener("change", take);
})();
