// Each .mlp-explorer on the page gets a name for screen readers and two buttons: full screen (the lecture hall)
// and download of the picture that is shown.
(function () {
  function button(text, name, act) {
    const b = document.createElement("button");
    b.type = "button";
    b.textContent = text;
    b.setAttribute("aria-label", text + ": " + name);
    b.addEventListener("click", act);
    return b;
  }

  function fullScreen(box, b) {
    if (document.fullscreenElement) document.exitFullscreen();
    else if (box.requestFullscreen) box.requestFullscreen().catch(() => {});
    else b.hidden = true;                                  // a phone that has none
  }

  function download(box, file) {
    const img = box.querySelector(".mlp-frame img");
    if (!img) return;
    const a = document.createElement("a");
    a.href = img.src;
    a.download = file + ".png";
    a.click();
  }

  function dress(box) {
    const head = box.querySelector(".mlp-explorer-head");
    if (!head || head.querySelector(".mlp-explorer-tools")) return;
    const name = head.textContent.trim(), tools = document.createElement("span");
    tools.className = "mlp-explorer-tools";
    const full = button("Full screen", name, () => fullScreen(box, full));
    tools.append(full);
    if (box.querySelector(".mlp-frame img"))
      tools.append(button("Download picture", name, () => download(box, head.id)));
    head.append(tools);
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", name);
    const frames = box.querySelector(".mlp-frames");
    if (frames) frames.setAttribute("aria-live", "polite");
    if (location.hash === "#" + head.id) head.scrollIntoView();   // the page had no such place when it opened
  }

  const ready = (root) => root.querySelectorAll(".mlp-explorer").forEach((box) => {
    if (box.querySelector(".mlp-frame")) dress(box);
  });
  new MutationObserver(() => ready(document)).observe(document.documentElement, { childList: true, subtree: true });
  document.addEventListener("fullscreenchange", () => {
    document.querySelectorAll(".mlp-explorer-tools button:first-child").forEach((b) => {
      b.textContent = b.closest(".mlp-explorer") === document.fullscreenElement ? "Leave full screen" : "Full screen";
      b.setAttribute("aria-label", b.textContent + b.getAttribute("aria-label").replace(/^[^:]*/, ""));
    });
  });
})();
