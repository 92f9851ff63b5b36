// Code, output and tables that are wider than their place fade on each side on which they go on.
(() => {
  const WIDE = "main :is(pre, .pst-scrollable-table-container, .mlp-project)";

  function fade(box) {
    box.classList.toggle("mlp-more-left", box.scrollLeft > 2);
    box.classList.toggle("mlp-more-right", box.scrollWidth - box.clientWidth - box.scrollLeft > 2);
  }

  const sizes = new ResizeObserver((entries) => entries.forEach(({ target }) => fade(target)));
  document.addEventListener("scroll", ({ target }) => target.matches?.(WIDE) && fade(target), { capture: true, passive: true });
  window.addEventListener("DOMContentLoaded", () => document.querySelectorAll(WIDE).forEach((box) => sizes.observe(box)));
})();
