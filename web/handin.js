// A sheet to hand in: the exercises that were tried, with dates, attempts and the answers as they were written.
(() => {
  const { make } = window.mlpMake;
  const form = document.getElementById("mlp-handin"), sheet = document.getElementById("mlp-sheet");
  const part = document.getElementById("mlp-part"), print = document.getElementById("mlp-print");

  const day = (date) => new Date(date).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
  const written = (answer) => (answer !== null && typeof answer === "object"
    ? Object.entries(answer).map(([box, value]) => `${box}: ${value}`).join("\n") : String(answer ?? ""));

  function help({ shown = 0, solution = false }) {
    return [shown && `${shown} ${shown === 1 ? "hint" : "hints"} opened`, solution && "solution opened"].filter(Boolean);
  }

  function entry(exercise, kept) {
    const facts = [kept.outcome, `${kept.attempts} ${kept.attempts === 1 ? "attempt" : "attempts"}`, day(kept.date), ...help(kept)];
    const answer = make("pre", { tabIndex: 0 }, written(kept.answer));
    return [make("h4", {}, exercise.title), make("p", {}, facts.join(" · ")), answer];
  }

  function chapterPart(chapter) {
    const tried = chapter.exercises.map((exercise) => [exercise, mlpKept.get(`mlp:exercise:${exercise.id}`)])
      .filter(([, kept]) => kept && (kept.attempts > 0 || kept.outcome === "correct"));      // opening a hint is no try
    const answered = chapter.questions.filter((id) => mlpKept.get(`mlp:quiz:${id}`));
    const { questions } = mlpProgress.done(chapter);
    if (!tried.length && !answered.length) return [];
    const quiz = chapter.questions.length
      ? [make("p", {}, `Questions: ${questions} of ${chapter.questions.length} right, ${answered.length} answered.`)] : [];
    return [make("h3", {}, chapter.title), ...quiz, ...tried.flatMap(([exercise, kept]) => entry(exercise, kept))];
  }

  function show(event) {
    event.preventDefault();
    const name = document.getElementById("mlp-name").value.trim() || "(no name)";
    const parts = mlpRecords.filter(({ chapter }) => !part.value || chapter === part.value).flatMap(chapterPart);
    sheet.replaceChildren(
      make("p", { className: "mlp-sheet-head" }, make("strong", {}, name), `, ${day(Date.now())}. `,
        "Neural networks: a companion. This sheet was made by the reader's own browser, and proves nothing."),
      ...(parts.length ? parts : [make("p", {}, "Nothing has been tried here yet.")]));
    document.documentElement.classList.add("mlp-handing-in");
    print.hidden = false;
  }

  part.append(...mlpRecords.map(({ chapter, title }) => make("option", { value: chapter }, title)));
  form.addEventListener("submit", show);
  print.addEventListener("click", () => window.print());
})();
