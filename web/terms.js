// A term of the glossary tells its meaning: under the pointer, at the Tab key, by a tap. Escape closes it; it stays while
// pointer or focus is on the term or on what it says. The popovers and the links that open them come from _ext/terms.py.
(() => {
  const WAIT = 250;                                    // ms: a pointer on its way somewhere opens nothing
  let timer = 0;

  function later(what) {
    clearTimeout(timer);
    timer = setTimeout(what, WAIT);
  }

  // close all but the one that holds this element
  function close(kept) {
    document.querySelectorAll(".mlp-of-term:popover-open").forEach((note) => note.contains(kept) || note.hidePopover());
  }

  function open(link, note) {
    close(note);
    if (note.matches(":popover-open")) return;
    note.showPopover();
    const at = link.getBoundingClientRect();
    const below = at.bottom + 6 + note.offsetHeight <= innerHeight || at.top < note.offsetHeight;
    note.style.left = `${Math.max(8, Math.min(at.left, document.documentElement.clientWidth - note.offsetWidth - 8))}px`;
    note.style.top = `${scrollY + (below ? at.bottom + 6 : at.top - 6 - note.offsetHeight)}px`;
  }

  document.addEventListener("keydown", (event) => event.key === "Escape" && close(null));
  document.addEventListener("pointerdown", (event) => close(event.target));
  document.querySelectorAll("a.mlp-term").forEach((link) => {
    const note = document.getElementById(link.getAttribute("aria-describedby"));
    const held = () => [link, note].some((element) => element.matches(":focus-within"));
    for (const element of [link, note]) {
      element.addEventListener("pointerenter", (event) => event.pointerType === "mouse" && later(() => open(link, note)));
      element.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && later(() => held() || close(null)));
      element.addEventListener("focusout", ({ relatedTarget }) => {
        if (relatedTarget !== link && !note.contains(relatedTarget)) close(null);
      });
    }
    link.addEventListener("focus", () => link.matches(":focus-visible") && open(link, note));
    link.addEventListener("click", (event) => {
      if (event.pointerType !== "touch" && event.pointerType !== "pen") return;
      event.preventDefault();                          // the note has a link of its own
      open(link, note);
    });
  });
})();
