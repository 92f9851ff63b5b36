// Names for what ipywidgets leaves nameless to a screen reader.
(() => {
  const label = (widget) => widget.querySelector(".widget-label")?.textContent.trim() || "slider";

  function name(root) {
    for (const widget of root.querySelectorAll(".widget-slider, .widget-hslider, .widget-vslider"))
      for (const handle of widget.querySelectorAll(".noUi-handle:not([aria-label])"))
        handle.setAttribute("aria-label", label(widget));
    for (const widget of root.querySelectorAll(".widget-play"))
      ["Play or pause", "Stop", "Repeat"].forEach((text, i) => {
        const button = widget.querySelectorAll("button")[i];
        if (button && !button.hasAttribute("aria-label")) button.setAttribute("aria-label", text);
      });
    for (const empty of root.querySelectorAll('.widget-label[title="null"]')) empty.removeAttribute("title");
  }

  new MutationObserver(() => name(document)).observe(document.documentElement, { childList: true, subtree: true });
})();
