// One button deletes all that the book has stored in this browser, after it has said what that is.
(() => {
  const { make } = window.mlpMake;
  const LITE = new URL("../lite/", location.href);
  const ours = (name) => name.startsWith("mlp-companion") || name === `JupyterLite Storage - ${LITE.pathname}`;
  const LOOKS = ["mode", "theme"];                            // the theme's own two keys
  const said = document.getElementById("mlp-erased"), button = document.getElementById("mlp-erase");

  const lists = () => { try { return Boolean(indexedDB.databases); } catch { return true; } };     // blocked: none are there

  async function databases() {
    try { return ((await indexedDB.databases?.()) ?? []).map(({ name }) => name).filter(ours); }
    catch { return []; }                                      // storage is blocked: nothing is there
  }

  const dropped = (name) => new Promise((done) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => done(true);
    request.onerror = request.onblocked = () => done(false);  // open in another tab
  });

  // JupyterLite's own copies of its program, and the worker that answers from them.
  async function dropProgram() {
    for (const worker of (await navigator.serviceWorker?.getRegistrations()) ?? []) {
      if (worker.scope.startsWith(LITE.href)) await worker.unregister();
    }
    for (const name of (await window.caches?.keys()) ?? []) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) if (request.url.startsWith(LITE.href)) await cache.delete(request);
    }
  }

  async function erase() {
    mlpKept.clear();
    LOOKS.forEach((key) => { try { localStorage.removeItem(key); } catch { /* blocked */ } });
    await dropProgram().catch(() => {});                      // from a file, or blocked: nothing is there
    const gone = await Promise.all((await databases()).map(dropped));
    said.textContent = !lists() ? "Your answers are deleted. This browser does not tell which notebooks JupyterLite has " +
        "saved: if you have saved some, delete this site's data in the settings of the browser."
      : gone.every(Boolean) ? "All of it is deleted."
      : "Your answers are deleted. The notebooks are open in another tab: close it, then press the button again.";
  }

  async function ask() {
    const count = (prefix) => mlpKept.keys(prefix).length, notebooks = (await databases()).length > 0;
    const yes = make("button", { type: "submit", value: "yes" }, "Delete"), no = make("button", { type: "submit" }, "Keep it");
    const dialog = make("dialog", { className: "mlp-dialog" }, make("form", { method: "dialog" },
      make("p", {}, "Delete for good what the book keeps in this browser?"),
      make("p", {}, `Exercises: ${count("mlp:exercise:")}. Questions: ${count("mlp:quiz:")}. Changed cells: ` +
        `${count("mlp:cell:")}. Worksheets: ${count("mlp:sheet:")}. Self-tests: ${count("mlp:test:")}.` +
        `${notebooks ? " And all notebooks saved in JupyterLite." : ""}`), no, " ", yes));
    dialog.setAttribute("aria-label", "Delete all that the book has stored");
    dialog.addEventListener("close", () => {
      if (dialog.returnValue === "yes") erase();
      dialog.remove();
      button.focus();
    });
    document.body.append(dialog);
    dialog.showModal();
  }

  button.addEventListener("click", ask);
})();
