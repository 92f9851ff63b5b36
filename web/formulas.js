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

  // An equation that is wider than the page is a stop of the Tab key, so that the arrow keys can move it.
  function reach() {
    document.querySelectorAll("main mjx-container[display]").forEach((equation) => {
      const goesOn = equation.scrollWidth > equation.clientWidth + 1;
      equation.toggleAttribute("tabindex", goesOn);
      if (goesOn) equation.tabIndex = 0;
    });
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
  const finish = () => { name(); keep(); reach(); };

  // Kept when the page's formulas are set; soon where it has none.
  window.mlpFormulas = new Promise((go) => addEventListener("DOMContentLoaded", () => go(window.MathJax?.startup.promise)))
    .then(finish);

  // Sets the formulas in an element that has just come.
  window.mlpTypeset = async (element) => {
    await mlpFormulas;
    await window.MathJax?.typesetPromise?.([element]);
    finish();
  };
  window.addEventListener("resize", reach);
})();
