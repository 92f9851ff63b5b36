// The self-test: a paper is chosen, answered in silence, marked as a whole; then it says which sections to read again.
(() => {
  const { make } = window.mlpMake;
  const place = document.getElementById("mlp-self-test"), list = place.querySelector(".mlp-paper");
  const result = place.querySelector(".mlp-result"), { edition } = place.dataset;
  const { papers, homes } = JSON.parse(document.getElementById("mlp-papers").textContent);
  const every = (selector, root) => [...root.querySelectorAll(selector)];
  const records = new Map([...every(".mlp-asked", list), ...every(".mlp-asked",
    document.getElementById("mlp-more-questions").content)].map((ask) => [ask.dataset.question, ask.cloneNode(true)]));
  const numbers = Object.keys(papers).map(Number), key = (n) => `mlp:test:${n}`;
  const kept = (n) => { const one = mlpKept.get(key(n)); return one?.edition === edition ? one : null; };
  const fresh = () => ({ choices: papers[paper].map(() => null), marked: false, right: 0 });
  const date = (n) => kept(n)?.date ?? "";
  let paper = numbers.reduce((last, n) => (date(n) > date(last) ? n : last)), state;         // the one at hand

  // A question as its record has it, its options in the order of this paper; the value of an option is its place there.
  function asked([id, order], i) {
    const ask = records.get(id).cloneNode(true), options = every(".mlp-option", ask);
    ask.querySelector(".mlp-place").textContent = `Question ${i + 1} of ${papers[paper].length}`;
    every("input", ask).forEach((radio) => { radio.name += `-${paper}`; radio.checked = state.choices[i] === Number(radio.value); });
    ask.querySelector("details").before(...[...order].map((place) => options[place]));
    ask.addEventListener("change", ({ target }) => { state.choices[i] = Number(target.value); keep(); });
    return ask;
  }

  function keep() { mlpKept.set(key(paper), { ...state, edition, date: new Date().toISOString() }); }

  const isRight = (ask, choice) => every(".mlp-answer", ask)[choice]?.classList.contains("mlp-right") ?? false;

  function mark() {
    state.right = every(".mlp-asked", list).filter((ask, i) => isRight(ask, state.choices[i])).length;
    state.marked = true;
    keep();
    show();
    result.focus({ preventScroll: true });
    result.scrollIntoView();
  }

  // The reason of the answer that was chosen, and that of the right one.
  function tell(ask, i) {
    const answers = every(".mlp-answer", ask), choice = state.choices[i], said = make("div", { className: "mlp-told" });
    every(".mlp-option", ask).forEach((option) => {
      const value = Number(option.firstChild.value);
      option.firstChild.disabled = true;
      if (isRight(ask, value)) option.append(make("strong", {}, "✓ right"));
      else if (value === choice) option.append(make("strong", {}, "✗ your answer"));
    });
    if (choice === null) said.append(make("p", {}, "Left out."));
    answers.forEach((answer, place) => {
      if (place === choice || answer.classList.contains("mlp-right")) said.append(answer);
      answer.removeAttribute("role");
    });
    ask.querySelector("details").remove();
    ask.append(said);
  }

  function say() {
    const wrong = new Map(), parts = new Map();
    every(".mlp-asked", list).forEach((ask, i) => {
      const [home, part] = homes[ask.dataset.question], hit = isRight(ask, state.choices[i]);
      parts.set(part, (parts.get(part) ?? 0) + hit);
      if (!hit) wrong.set(home, (wrong.get(home) ?? 0) + 1);
    });
    result.querySelector("strong").textContent = `Paper ${paper}: ${state.right} of ${papers[paper].length} right.`;
    every("[data-part]", result).forEach((line) => { line.querySelector("span").textContent = parts.get(line.dataset.part); });
    const lines = every("[data-section]", result);
    lines.forEach((line) => {
      const n = wrong.get(line.dataset.section) ?? 0;
      line.hidden = !n;
      line.querySelector("span").textContent = `(${n})`;
    });
    const most = (line) => wrong.get(line.dataset.section) ?? 0;
    result.querySelector(".mlp-again").append(...lines.sort((a, b) => most(b) - most(a)));
    result.querySelector(".mlp-read-again").hidden = !wrong.size;
  }

  async function show() {
    state = kept(paper) ?? fresh();
    list.replaceChildren(...papers[paper].map(asked));
    if (state.marked) {
      say();
      every(".mlp-asked", list).forEach(tell);
    }
    result.hidden = !state.marked;
    marking.hidden = state.marked;
    choice.value = paper;
    await mlpTypeset(list);
  }

  function turn(n) {
    paper = n;
    if (!kept(paper)) { state = fresh(); keep(); }            // so that this paper is here when the page is opened again
    show();
    choice.focus();
  }

  const choice = make("select", { id: "mlp-which-paper" }, ...numbers.map((n) => make("option", { value: n }, `Paper ${n}`)));
  const marking = make("button", { type: "button" }, "Mark this paper");
  const again = make("button", { type: "button" }, "Another paper, with other numbers");
  const clear = make("button", { type: "button" }, "Clear this paper");
  choice.addEventListener("change", () => turn(Number(choice.value)));
  marking.addEventListener("click", mark);
  again.addEventListener("click", () => turn(numbers[(numbers.indexOf(paper) + 1) % numbers.length]));
  clear.addEventListener("click", () => { mlpKept.remove(key(paper)); show(); choice.focus(); });
  list.before(make("p", { className: "mlp-tools" }, make("label", { htmlFor: choice.id }, "Questions and numbers: "), choice));
  result.before(make("p", { className: "mlp-tools" }, marking, " ", again, " ", clear));
  document.addEventListener("mlp-kept", ({ detail }) => { if (detail.key === "mlp:") show(); });
  show();
})();
