// Names and roles for what the theme and ipywidgets leave without, for readers who use a screen reader.
(() => {
  const every = (selector, act) => document.querySelectorAll(selector).forEach(act);
  const label = (widget) => widget.querySelector(".widget-label")?.textContent.trim() || "slider";

  function widgets() {
    every(".widget-slider, .widget-hslider, .widget-vslider", (widget) =>
      widget.querySelectorAll(".noUi-handle:not([aria-label])").forEach((h) => h.setAttribute("aria-label", label(widget))));
    every(".widget-play", (widget) =>
      ["Play or pause", "Stop", "Repeat"].forEach((text, i) =>
        widget.querySelectorAll("button")[i]?.setAttribute("aria-label", text)));
    every('.widget-label[title="null"]', (empty) => empty.removeAttribute("title"));
  }

  function theme() {
    every(".theme-switch svg, svg.theme-switch", (icon) => {              // its title would be the button's visible text
      icon.querySelector("title")?.remove();
      icon.removeAttribute("aria-labelledby");
      icon.setAttribute("aria-hidden", "true");
    });
    every(".search-button-field", (button) => button.removeAttribute("aria-label"));   // its text says it
    every(".sidebar-primary-items__start", (menu) => {
      menu.setAttribute("role", "navigation");
      menu.setAttribute("aria-label", "Book");
    });
    every("summary[aria-label]", (summary) => summary.removeAttribute("aria-label"));  // and so does this one's
    every("th", (cell) => {                                              // an empty header is no header
      if (cell.textContent.trim() || cell.querySelector("img, svg")) return;
      const empty = document.createElement("td");
      empty.className = cell.className;
      cell.replaceWith(empty);
    });
    every(".citation-list > .citation", (entry) => entry.setAttribute("role", "listitem"));
  }

  let waiting = false;
  new MutationObserver(() => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; widgets(); theme(); });
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
