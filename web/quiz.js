// Quizzes: a choice is told its reason at once and is kept; without this script the reasons unfold below each question.
(() => {
  const key = (ask) => `mlp:quiz:${ask.dataset.question}`;
  const every = (selector, root = document) => [...root.querySelectorAll(selector)];
  const radios = (ask) => every("input[type=radio]", ask);

  // The answers move out of the fold into a place whose changes are read aloud. They stay laid out, for the formulas.
  function prepare(ask) {
    const said = document.createElement("div");
    said.className = "mlp-told";
    said.setAttribute("role", "status");
    every(".mlp-answer", ask).forEach((answer) => {
      answer.removeAttribute("role");
      said.append(answer);
    });
    const hint = document.createElement("p");
    hint.className = "mlp-hint";
    hint.textContent = "Space or Enter takes this answer.";
    hint.hidden = true;
    ask.querySelector("details").remove();
    ask.append(hint, said);
    every(".mlp-answer", ask).forEach((answer) => answer.classList.add("mlp-unsaid"));
  }

  function show(ask) {
    const kept = mlpKept.get(key(ask)), all = radios(ask);
    const chosen = Number.isInteger(kept?.choice) && all[kept.choice] ? kept.choice : -1;
    all.forEach((radio, i) => { radio.checked = i === chosen; });
    every(".mlp-answer", ask).forEach((answer, i) => answer.classList.toggle("mlp-unsaid", i !== chosen));
    ask.querySelector(".mlp-hint").hidden = true;
  }

  function choose(ask, radio) {
    const choice = radios(ask).indexOf(radio);
    const right = every(".mlp-answer", ask)[choice].classList.contains("mlp-right");
    mlpKept.set(key(ask), { choice, right, date: new Date().toISOString() });
  }

  // The score under each quiz counts a question once, wherever on the page it stands.
  function score(block) {
    const kept = new Map(every(`.mlp-quiz[data-quiz="${block.dataset.quiz}"] .mlp-asked`)
      .map((ask) => [key(ask), mlpKept.get(key(ask))]));
    const answered = [...kept.values()].filter(Boolean), right = answered.filter((one) => one.right).length;
    const line = block.querySelector(".mlp-score");
    line.hidden = !answered.length;
    line.firstChild.textContent = `${right} of ${kept.size} right, ${kept.size - answered.length} still open. `;
  }

  function addScore(block) {
    const line = document.createElement("p"), again = document.createElement("button");
    line.className = "mlp-score";
    again.type = "button";
    again.textContent = "Clear these answers";
    again.addEventListener("click", () => {
      every(".mlp-asked", block).forEach((ask) => mlpKept.remove(key(ask)));
      radios(block)[0].focus();
    });
    line.append(" ", again);
    block.append(line);
  }

  // Arrow keys go through the options without taking any: one is taken by a click, by Space or by Enter.
  function listen(ask) {
    let byArrow = false;
    ask.addEventListener("keydown", (event) => {
      byArrow = event.key.startsWith("Arrow");
      if ((event.key === " " || event.key === "Enter") && event.target.checked) choose(ask, event.target);
      if (event.key === "Enter") event.preventDefault();
    });
    ask.addEventListener("pointerdown", () => { byArrow = false; });
    ask.addEventListener("change", ({ target }) => {
      if (!byArrow) return choose(ask, target);
      every(".mlp-answer", ask).forEach((answer) => answer.classList.add("mlp-unsaid"));
      ask.querySelector(".mlp-hint").hidden = false;
    });
  }

  function refresh({ detail }) {
    if (!detail.key.startsWith("mlp:quiz:") && detail.key !== "mlp:") return;
    every(".mlp-asked").forEach((ask) => { if (detail.key === key(ask) || detail.key === "mlp:") show(ask); });
    every(".mlp-quiz").forEach(score);
  }

  every(".mlp-asked").forEach((ask) => { prepare(ask); show(ask); listen(ask); });
  every(".mlp-quiz").forEach((block) => { addScore(block); score(block); });
  document.addEventListener("mlp-kept", refresh);
})();
