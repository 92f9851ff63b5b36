// Python starts to come as the page opens, while JupyterLab still draws itself; JupyterLite gets the worker in which it
// comes when it asks for its kernel's. One file: in the page it starts that worker, in the worker it is what runs.
if (self.document && location.protocol === "file:") {            // no browser starts it there: the page says so
  addEventListener("DOMContentLoaded", () => {
    const chapter = /^chapters\/[\w-]+(?=\.ipynb$)/.exec(new URLSearchParams(location.search).get("path"));
    document.body.insertAdjacentHTML("beforeend", `<p style="font: 1.05rem/1.6 system-ui, sans-serif; max-width: 40rem;
      margin: 3rem auto; padding: 0 1rem">This page was opened as a file. Its notebook runs where the book comes from a
      web server. <a href="../../chapters/own-jupyter.html#without-a-network">How to start one</a> ·
      <a href="../../${chapter ?? "chapters/index"}.html">Back to the book</a></p>`);
  });
} else if (self.document) {
  const Plain = Worker, python = new Plain(document.currentScript.src);
  self.Worker = class extends Plain {
    constructor(url, options) {
      if (!String(url).includes("/pyodide-kernel-extension/")) return super(url, options);
      self.Worker = Plain;                                        // a kernel that is started anew gets its own
      python.postMessage(String(url));
      return python;
    }
  };
} else {
  const load = self.importScripts.bind(self), at = (path) => new URL(path, self.location).href;
  const PYODIDE = at("pyodide/pyodide.js");
  const coming = (async () => {
    const lite = await (await fetch(at("../jupyter-lite.json"))).json();
    const { litePluginSettings } = lite["jupyter-config-data"];
    load(PYODIDE);
    return self.loadPyodide({ indexURL: at("pyodide/"),
      ...litePluginSettings["@jupyterlite/pyodide-kernel-extension:kernel"].loadPyodideOptions });
  })();
  self.onmessage = ({ data }) => {
    self.onmessage = null;
    self.importScripts = (url) => {                               // what JupyterLite asks for is here, or comes
      if (!url.startsWith(PYODIDE)) return load(url);
      self.loadPyodide = () => coming;
    };
    load(data);
  };
}
