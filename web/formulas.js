// Formulas: when they are set, what an option is called, how they break and scroll.
(() => {
  // MathJax comes last, in one turn, and sets the formulas in the next: what a reader does meanwhile is answered between.
  if (window.MathJax) {
    const turn = () => new Promise((go) => setTimeout(go));
    MathJax.startup = { pageReady: () => turn().then(() => MathJax.startup.defaultPageReady()) };
  }

  // An option that is a formula is called by its letters: a label without words would have no name.
  function name() {
    document.querySelectorAll(".mlp-option:has(mjx-container)").forEach((option) => {
      const letters = document.createTreeWalker(option, NodeFilter.SHOW_TEXT), words = [];
      while (letters.nextNode()) words.push(letters.currentNode.data.trim());
      option.firstChild.setAttribute("aria-label", words.filter(Boolean).join(" "));
    });
  }

  const SMALLEST = 15.2;                                         // pixels, nearly the text's 16

  // An equation that is wider than the page is set as small as it must be to fit; if that is too small, it is a stop of the
  // Tab key, so that the arrow keys can move it. All are measured at once: else each change would set the page anew.
  function fit() {
    const equations = [...document.querySelectorAll("main mjx-container[display]")];
    const goesOn = (equation) => equation.scrollWidth > equation.clientWidth + 1;
    const size = (equation) => parseFloat(getComputedStyle(equation).fontSize) * equation.clientWidth / equation.scrollWidth;
    equations.forEach((equation) => equation.classList.remove("mlp-tight"));
    const sizes = equations.map((equation) => goesOn(equation) ? size(equation) - 0.1 : 0);       // 0: as it is
    equations.forEach((equation, i) => {
      if (sizes[i] < SMALLEST) return;
      equation.style.setProperty("--mlp-size", `${sizes[i]}px`);
      equation.classList.add("mlp-tight");
    });
    const still = equations.map(goesOn);
    equations.forEach((equation, i) => still[i] ? equation.tabIndex = 0 : equation.removeAttribute("tabindex"));
  }

  // A full stop or comma after a formula stays on the formula's line.
  function keep() {
    document.querySelectorAll("main mjx-container:not([display])").forEach((formula) => {
      const box = formula.closest("span.math") ?? formula;
      const text = box.nextSibling;
      const sign = text?.nodeType === Node.TEXT_NODE && text.data.match(/^[.,;:?!)\]’”]+/);
      if (!sign || box.parentElement.className === "mlp-line") return;
      text.splitText(sign[0].length);
      const line = document.createElement("span");
      line.className = "mlp-line";
      box.before(line);
      line.append(box, text);
    });
  }
  const finish = () => { name(); keep(); fit(); };

  // Kept when the page's formulas are set; soon where it has none.
  window.mlpFormulas = new Promise((go) => addEventListener("DOMContentLoaded", () => go(window.MathJax?.startup.promise)))
    .then(finish);

  // Sets the formulas in an element that has just come.
  window.mlpTypeset = async (element) => {
    await mlpFormulas;
    await window.MathJax?.typesetPromise?.([element]);
    finish();
  };
  // On a phone the window also gets higher and lower as one scrolls; and a word's explanation opens as a fold does.
  let width = innerWidth;
  window.addEventListener("resize", () => { if (width !== (width = innerWidth)) fit(); });
  document.addEventListener("toggle", ({ target }) => target.querySelector("mjx-container[display]") && fit(), true);
})();
