// A full stop or comma after a formula stays on the formula's line.
window.addEventListener("DOMContentLoaded", () => {
  window.MathJax?.startup?.promise?.then(() => {
    document.querySelectorAll("main mjx-container:not([display])").forEach((formula) => {
      const box = formula.closest("span.math") ?? formula;
      const text = box.nextSibling;
      const sign = text?.nodeType === Node.TEXT_NODE && text.data.match(/^[.,;:?!)\]’”]+/);
      if (!sign) return;
      text.splitText(sign[0].length);
      const line = document.createElement("span");
      line.style.whiteSpace = "nowrap";
      box.before(line);
      line.append(box, text);
    });
  });
});
