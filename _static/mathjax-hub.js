// ipywidgets asks MathJax 2 (`MathJax.Hub`) to typeset its labels; hand the request to MathJax 3.
window.addEventListener("DOMContentLoaded", () => {
  const MathJax = window.MathJax;
  if (!MathJax || MathJax.Hub) return;
  MathJax.Hub = {
    Queue([what, , element]) {
      if (what === "Typeset" && MathJax.startup) MathJax.startup.promise.then(() => MathJax.typesetPromise([element])
        .then(() => document.dispatchEvent(new Event("mlp-typeset"))));
    },
  };
});
