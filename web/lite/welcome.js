// JupyterLite's notebook, as a reader of the book finds it: a bar that leads to the exercise whose link was followed,
// runs what it needs when it is asked to, and goes back to the book. An extension without a build: JupyterLite asks
// a container for a module. Nothing runs by itself.
(() => {
  const NAME = "mlp-welcome";
  const STYLE = `.mlp-welcome { position: fixed; inset: auto 0 0; z-index: 100; display: flex; flex-wrap: wrap;
    gap: .4em 1em; align-items: center; padding: .6em 1em; font: 15px/1.4 system-ui, sans-serif;
    color: var(--jp-ui-font-color0);
    background: var(--jp-layout-color2); border-top: 1px solid var(--jp-border-color1); box-shadow: 0 -2px 8px #0003; }
    .mlp-welcome > [role=status] { flex: 1 1 14rem; } .mlp-welcome a { color: var(--jp-content-link-color); }
    .mlp-welcome button { font: inherit; padding: .35em .9em; border-radius: 4px; cursor: pointer; color: #fff;
      background: #0b57d0; border: 1px solid #0b57d0; } .mlp-welcome [hidden] { display: none; }
    .mlp-welcome button:focus-visible { outline: 3px solid var(--jp-ui-font-color0); outline-offset: 2px; }
    .mlp-welcome button:disabled { opacity: .6; cursor: default; }
    .jp-RenderedHTMLCommon summary { display: list-item; list-style: inside disclosure-closed; cursor: pointer; }
    .jp-RenderedHTMLCommon details[open] > summary { list-style-type: disclosure-open; }
    .jp-ThemedContainer .jp-RenderedHTMLCommon :is(pre, pre code) { white-space: pre; overflow-x: auto; }
    @media (max-width: 600px) { .jp-NotebookTrustedStatus { display: none; } }`;
  const LOADS = "Python is loading: some 40 MB the first time, then from this browser's cache.";

  const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

  // Let what waits for the browser to be idle wait longer; return a function that ends this. JupyterLab draws every
  // cell of a notebook then, to learn its height, while Python needs the machine to come.
  function hold() {
    const idle = window.requestIdleCallback, held = [];
    window.requestIdleCallback = (...call) => -held.push(call);
    return () => {
      window.requestIdleCallback = idle;
      for (const call of held) idle.apply(window, call);
    };
  }

  // The notebook that was opened, once its cells are there.
  async function opened(app) {
    for (;;) {
      const panel = app.shell.currentWidget;
      if (panel?.content?.model?.cells?.length) return panel.context.ready.then(() => panel);
      await pause(100);
    }
  }

  // What the book's build has noted in a cell or notebook (_ext/copies.py).
  const noted = (model) => model.getMetadata("mlp") ?? {};

  class Welcome {
    constructor(app, panel) {
      this.app = app;
      this.panel = panel;
      this.cells = panel.content.widgets;
      const wanted = decodeURIComponent(location.hash.slice(1)).replace(/^exercise-/, "");
      this.answer = this.cells.findIndex(({ model }) => wanted && noted(model).exercise === wanted);
      this.draw(wanted);
      if (this.answer >= 0) this.arrive();
      else this.begin();
      this.compare();
    }

    draw(wanted) {
      const bar = document.createElement("div"), style = document.createElement("style");
      bar.className = "mlp-welcome";
      style.textContent = STYLE;
      this.said = document.createElement("span");
      this.said.setAttribute("role", "status");
      this.button = document.createElement("button");
      this.back = document.createElement("a");
      const page = this.panel.context.path.replace(/\.ipynb$/, ".html");
      this.back.href = new URL(`../../${page}${this.answer >= 0 ? `#exercise-${wanted}` : ""}`, location.href).href;
      this.back.textContent = "Back to the book";
      bar.append(style, this.said, this.button, this.back);
      this.say("Nothing has run yet. Shift and Enter runs the cell that is marked, and goes on to the next.");
      this.offer(null);
      document.body.append(bar);
    }

    say(text) { this.said.textContent = text; }

    // One button, with what it does; without, there is none.
    offer(label, action) {
      this.button.hidden = !label;
      this.button.disabled = false;
      this.button.textContent = label ?? "";
      this.button.onclick = action && (async () => {
        this.button.disabled = true;
        await action();
      });
    }

    offerToRun(title) { this.offer("Run what it needs", () => (this.prepared = this.prepare(title))); }

    // At the title: the cell above it is there for JupyterLab alone, and shows nothing.
    begin() {
      this.whole();
      const silent = ({ model }) => model.getMetadata("tags")?.includes("remove-cell");
      this.panel.content.activeCellIndex = this.cells.findIndex((cell) => !silent(cell));
    }

    // All cells on the page, so that links within the notebook lead there. Whoever wants one exercise gets the cells
    // around it alone, until a link is followed.
    whole() {
      const { content } = this.panel;
      content.notebookConfig = { ...content.notebookConfig, windowingMode: "defer" };
    }

    show() {
      const { content } = this.panel;
      content.activeCellIndex = this.answer;
      content.scrollToItem(Math.max(this.answer - 1, 0), "start");
    }

    // At the exercise: its card and the cell for the answer in view, and one button for what must run before.
    async arrive() {
      const { title, needs } = noted(this.cells[this.answer].model);
      this.needs = this.cells.flatMap(({ model }, i) => (needs.includes(model.id) ? [i] : []));
      this.say(`“${title}”: nothing has run yet.`);
      this.offerToRun(title);
      this.panel.node.addEventListener("click", ({ target }) => target.closest("a[href*='#']") && this.whole());
      this.python().then(() => this.prepared).finally(hold());
      await this.stay("command");
    }

    // Pictures, formulas and outputs above still grow: keep the exercise in view until the reader does something.
    async stay(mode) {
      this.show();
      this.panel.content.mode = mode;
      let moved = false;
      for (const event of ["wheel", "touchstart", "pointerdown", "keydown"])
        window.addEventListener(event, () => { moved = true; }, { once: true, capture: true, passive: true });
      for (let i = 0; i < 40 && !moved; i++) {
        this.show();
        await pause(250);
      }
    }

    // Wait until Python has come and answers.
    async python() {
      await this.panel.sessionContext.ready;
      await this.panel.sessionContext.session?.kernel?.info;
    }

    async prepare(title) {
      this.say(LOADS);
      await this.python();
      for (const [i, index] of this.needs.entries()) {
        if (!await this.run(index)) {
          this.say(`A cell that “${title}” needs has ended in an error: it stands there. Mend it, and try again.`);
          return this.offerToRun(title);
        }
        this.say(`“${title}”: ${i + 1} of ${this.needs.length} cells have run.`);
      }
      this.say(`“${title}”: ready. Write your answer into the marked cell.`);
      this.offer("Check my answer", async () => {
        await this.run(this.answer);
        this.show();
        this.panel.content.mode = "edit";
        this.say(`“${title}”: what came of it stands under the cell.`);
        this.button.disabled = false;
      });
      void this.stay("edit");
    }

    // Run one cell to its end; tell whether it went well.
    async run(index) {
      this.panel.content.activeCellIndex = index;
      await this.app.commands.execute("notebook:run-cell");
      return !this.cells[index].model.outputs.toJSON().some((output) => output.output_type === "error");
    }

    // A copy that the reader has saved hides a newer edition of the chapter: say so, and keep both.
    async compare() {
      const { path, model } = this.panel.context, mine = noted(model).edition;
      const answer = await fetch(new URL(`../files/${path}`, location.href), { cache: "no-cache" });
      const edition = answer.ok && (await answer.json()).metadata.mlp?.edition;
      if (!edition || edition === mine) return;
      const kept = path.replace(/\.ipynb$/, ` (mine, ${new Date().toISOString().slice(0, 10)}).ipynb`);
      this.say("The book has a newer edition of this chapter than the copy that you saved.");
      this.offer("Open the new one", async () => {
        await this.app.serviceManager.contents.rename(path, kept);       // then the site's own is found under its name
        location.reload();
      });
      this.button.title = `Yours stays, as ${kept}`;
    }
  }

  const plugin = {
    id: `${NAME}:plugin`, autoStart: true, description: "Leads a reader of the book to the exercise.",
    activate: (app) => void opened(app).then((panel) => new Welcome(app, panel)),
  };
  (window._JUPYTERLAB ??= {})[NAME] = { init() {}, get: async () => () => ({ __esModule: true, default: plugin }) };
})();
