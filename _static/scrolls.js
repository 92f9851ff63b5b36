// Code, output, tables and the sheet's formulas that are wider than their place fade on each side on which they go on, and
// are stops of the Tab key, so that the arrow keys scroll them. (The theme makes them so as well, but only some time later.)
(() => {
  const WIDE = "main :is(pre, .pst-scrollable-table-container, .mlp-project, .mlp-formulas p)";

  function fade(box) {
    box.classList.toggle("mlp-more-left", box.scrollLeft > 2);
    box.classList.toggle("mlp-more-right", box.scrollWidth - box.clientWidth - box.scrollLeft > 2);
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
  }

  const sizes = new ResizeObserver((entries) => entries.forEach(({ target }) => fade(target)));
  document.addEventListener("scroll", ({ target }) => target.matches?.(WIDE) && fade(target), { capture: true, passive: true });
  window.addEventListener("DOMContentLoaded", () => document.querySelectorAll(WIDE).forEach((box) => sizes.observe(box)));
})();
