// On every page: a ring beside each chapter, the place where the reader is, and a word where nothing can be kept.
(() => {
  const records = window.mlpRecords ?? [];
  const page = location.pathname.split("/").pop().replace(/\.html$/, "");

  // What is done: exercises whose answer is correct, questions whose chosen answer is right.
  function done(chapter) {
    const exercises = chapter.exercises.filter(({ id }) => mlpKept.get(`mlp:exercise:${id}`)?.outcome === "correct");
    const questions = chapter.questions.filter((id) => mlpKept.get(`mlp:quiz:${id}`)?.right === true);
    return { exercises: exercises.length, questions: questions.length, count: exercises.length + questions.length,
      of: chapter.exercises.length + chapter.questions.length };
  }

  function ring(chapter) {
    const { count, of } = done(chapter), mark = document.createElement("span");
    mark.className = "mlp-ring";
    mark.dataset.chapter = chapter.chapter;
    mark.style.setProperty("--done", `${(100 * count) / of}%`);
    mark.setAttribute("role", "img");
    mark.setAttribute("aria-label", count === of ? `all ${of} done` : `${count} of ${of} done`);
    mark.title = mark.getAttribute("aria-label");
    mark.classList.toggle("mlp-full", count === of);
    return mark;
  }

  // Beside the chapter's link in the sidebar, and where the page asks for it.
  function addRings() {
    const links = document.querySelectorAll(".bd-sidebar-primary nav a.internal, .mlp-rings a");
    for (const link of links) {
      const file = link.hash && link.getAttribute("href").startsWith("#") ? "" : link.pathname.split("/").pop();
      const name = (link.getAttribute("href") === "#" ? page : file.replace(/\.html$/, ""));
      const chapter = records.find((one) => one.chapter === name);
      if (chapter && !link.querySelector(".mlp-ring")) link.append(ring(chapter));
    }
  }

  let waiting = false;
  function renew() {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      document.querySelectorAll(".mlp-ring").forEach((old) =>
        old.replaceWith(ring(records.find((one) => one.chapter === old.dataset.chapter))));
    });
  }

  // Where the reader is: the last heading above the middle of the screen, kept when the page is left or hidden.
  function keepPlace() {
    if (!document.querySelector("main article h1") || page === "index" || page === "progress") return;
    const passed = [...document.querySelectorAll("main article section[id] > :is(h1, h2, h3)")]
      .filter((heading) => heading.getBoundingClientRect().top < innerHeight / 2).pop();
    const title = (heading) => [...heading.childNodes].filter((node) => !/headerlink|mlp-of-slides/.test(node.className))
      .map((node) => node.textContent).join("").trim();
    const section = passed && passed.tagName !== "H1" ? { id: passed.parentElement.id, section: title(passed) } : {};
    mlpKept.set("mlp:place", { page, title: title(document.querySelector("main article h1")), ...section,
      date: new Date().toISOString() });
  }

  function warn() {
    if (document.querySelector(".mlp-unkept")) return;
    const note = document.createElement("p");
    note.className = "mlp-unkept";
    note.setAttribute("role", "status");
    note.textContent = "Your browser does not let this page keep anything (its storage is blocked or full). " +
      "All works, but what you answer is gone when you close the page. ";
    const seen = document.createElement("button");
    seen.type = "button";
    seen.textContent = "I see";
    seen.addEventListener("click", () => { note.hidden = true; });
    note.append(seen);
    document.querySelector("main article")?.prepend(note);
  }

  addRings();
  document.addEventListener("mlp-kept", renew);
  document.addEventListener("mlp-kept-failed", ({ detail }) => { if (detail.key !== "mlp:place") warn(); });
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") keepPlace(); });
  addEventListener("pagehide", keepPlace);
  window.mlpProgress = { done, addRings };
})();
