// Who comes from the search lands at the word: the first one marked that can be seen, not the top of the page.
(() => {
  if (location.hash) return;
  let moved = false;
  for (const sign of ["wheel", "touchmove", "keydown", "pointerdown"]) {
    addEventListener(sign, () => { moved = true; }, { once: true, passive: true });
  }

  function go() {
    const marks = [...document.querySelectorAll("article .highlighted")];
    let mark = marks.find((one) => one.getClientRects().length);
    if (!mark) {                                       // in a fold; but a solution is not opened for anybody
      mark = marks.find((one) => one.closest("details") && !one.closest(".mlp-exercise, .mlp-quiz"));
      if (mark) mark.closest("details").open = true;
    }
    if (mark && !moved) mark.scrollIntoView({ block: "center", behavior: "instant" });
  }
  addEventListener("DOMContentLoaded", () => setTimeout(() => {
    go();
    mlpFormulas.then(() => requestAnimationFrame(go));      // formulas have moved the text
  }, 50));
})();
