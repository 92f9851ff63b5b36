// A full stop or comma after a formula stays on the formula's line.
(() => {
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
  window.addEventListener("DOMContentLoaded", () => window.MathJax?.startup?.promise?.then(keep));
  document.addEventListener("mlp-typeset", keep);
})();
