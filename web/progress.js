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

  // Minutes of answering that are open on a study path, and all of them; a question counts as in a chapter.
  function onPath({ asked }) {
    const minutes = new Map(records.flatMap(({ exercises }) => exercises.map((one) => [one.id, one])));
    const costs = (id) => minutes.get(id)?.minutes ?? MINUTE;
    const open = (id) => (minutes.has(id) ? !correct(minutes.get(id)) : mlpKept.get(`mlp:quiz:${id}`)?.right !== true);
    const total = (ids) => ids.reduce((sum, id) => sum + costs(id), 0);
    return { all: total(asked), left: total(asked.filter(open)) };
  }

  function pathLine(path) {
    const { all, left: open } = onPath(path);
    const beside = [`${time(path.reading)} of reading`, path.papers && `${time(path.papers)} for the self-test and the exam`];
    return make("li", {}, make("a", { href: "paths.html" }, path.title),
      `: ${open ? `${time(open)} of ${time(all)} of answering left` : "all answered"}, beside ` +
      `${beside.filter(Boolean).join(" and ")}`);
  }

  function papers() {
    const marked = mlpKept.keys("mlp:test:").map((key) => [key.split(":").pop(), mlpKept.get(key)])
      .filter(([, kept]) => kept?.marked).sort(([, a], [, b]) => (a.date < b.date ? -1 : 1));
    return marked.map(([paper, kept]) => make("li", {}, make("a", { href: "self-test.html" }, `Self-test, paper ${paper}`),
      `: ${kept.right} of ${kept.choices.length} right, ${kept.date.slice(0, 10)}`));
  }

  function tried({ id }) {
    const kept = mlpKept.get(`mlp:exercise:${id}`);
    return kept?.attempts ? `, tried ${kept.attempts === 1 ? "once" : `${kept.attempts} times`}` : "";
  }

  function time(minutes) {
    return minutes < 90 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
  }

  function fold(chapter, ...children) {
    const details = make("details", {}, ...children);
    details.dataset.chapter = chapter.chapter;
    return details;
  }

  function openList(chapter) {
    const { open, questions } = left(chapter);
    const items = open.map((exercise) => make("li", {},
      make("a", { href: `${chapter.chapter}.html#exercise-${exercise.id}` }, exercise.title),
      ` (${exercise.level}, ${exercise.minutes} min${tried(exercise)})`));
    if (questions) items.push(make("li", {}, `${questions} ${questions === 1 ? "question" : "questions"}`));
    return items.length ? [fold(chapter, make("summary", {}, "What is open"), make("ul", {}, ...items))] : [];
  }

  function entry(chapter) {
    const done = mlpProgress.done(chapter), { core, stretch } = left(chapter);
    const facts = [chapter.exercises.length && `${done.exercises} of ${chapter.exercises.length} exercises`,
      chapter.questions.length && `${done.questions} of ${chapter.questions.length} questions`,
      core + stretch ? `${time(core)} left${stretch ? `, and ${time(stretch)} of stretch exercises` : ""}` : "all done"];
    return make("li", {},
      make("span", { className: "mlp-rings" }, make("a", { href: `${chapter.chapter}.html` }, chapter.title)),
      make("p", {}, facts.filter(Boolean).join(" · ")), ...openList(chapter));
  }

  function draw() {
    const unfolded = new Set([...place.querySelectorAll("details[open]")].map((fold) => fold.dataset.chapter));
    const total = (pick) => records.reduce((sum, chapter) => sum + pick(chapter), 0);
    const done = (kind) => `${total((c) => mlpProgress.done(c)[kind])} of ${total((c) => c[kind].length)} ${kind}`;
    place.replaceChildren(
      make("p", {}, make("strong", {}, `${done("exercises")} and ${done("questions")} are done.`),
        ` About ${time(total((c) => left(c).core))} of answering are left in the whole book: the core exercises, and a ` +
        `minute for each question. The stretch exercises would take ${time(total((c) => left(c).stretch))} more.`),
      make("ul", { className: "mlp-chapters" }, ...records.map(entry)),
      make("p", {}, "On the study paths, by the same count:"),
      make("ul", { className: "mlp-study-paths" }, ...(window.mlpPaths ?? []).map(pathLine), ...papers()));
    place.querySelectorAll("details").forEach((fold) => { fold.open = unfolded.has(fold.dataset.chapter); });
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
