// A full stop or comma after a formula stays on the formula's line; an equation that is wider than the page is a stop of
// the Tab key, so that the arrow keys can move it. MathJax comes in one turn and sets the formulas in the next: what a
// reader does meanwhile is answered between them.
(() => {
  if (window.MathJax) {
    const turn = () => new Promise((go) => setTimeout(go));
    MathJax.startup = { pageReady: () => turn().then(() => MathJax.startup.defaultPageReady()) };
  }

  function reach() {
    document.querySelectorAll("main mjx-container[display]").forEach((equation) => {
      const goesOn = equation.scrollWidth > equation.clientWidth + 1;
      equation.toggleAttribute("tabindex", goesOn);
      if (goesOn) equation.tabIndex = 0;
    });
  }

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
  window.addEventListener("DOMContentLoaded", () => window.MathJax?.startup?.promise?.then(() => { keep(); reach(); }));
  document.addEventListener("mlp-typeset", () => { keep(); reach(); });
  window.addEventListener("resize", reach);
})();
