// Names and roles for what the theme leaves without, for readers who use a screen reader.
(() => {
  const every = (selector, act) => document.querySelectorAll(selector).forEach(act);

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

  theme();
  let waiting = false;
  new MutationObserver((records) => {              // an explorer's picture changes 60 times a second, and has its names
    if (waiting || records.every(({ target }) => target.closest?.(".mlp-explorer"))) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; theme(); });
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
