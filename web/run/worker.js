// The page's Python, in a worker: the page stays alive, and an endless loop can be stopped by ending the worker.
let ready;

// Reads the files that the page names, and tells how much of them has come.
function counted(total, tell) {
  const plain = self.fetch;
  let got = 0, told = 0;
  self.fetch = async (...request) => {
    const answer = await plain(...request);
    if (!answer.ok) throw new Error(`${answer.url.split("/").pop()} is not there (${answer.status})`);
    const body = answer.body?.pipeThrough(new TransformStream({ transform(part, next) {
      got += part.length;
      if (got / total > told + 0.02) tell("progress", String(Math.min(told = got / total, 1)));
      next.enqueue(part);
    } }));
    return new Response(body, answer);
  };
}

// Rejects when Pyodide's program cannot be read, of which Pyodide itself says nothing: it would wait for ever.
function broken() {
  const plain = WebAssembly.instantiateStreaming;
  return new Promise((_, reject) => {
    WebAssembly.instantiateStreaming = (...all) => plain(...all).catch((error) => { reject(error); throw error; });
  });
}

async function start({ lite, sources, tables, bytes }, tell) {
  counted(bytes, tell);
  const base = lite + "static/pyodide/";
  importScripts(base + "pyodide.js");
  const text = async (url) => (await fetch(url)).text();
  const lock = JSON.parse(await text(base + "pyodide-lock.json"));
  const own = lock.packages["mlp-lib"];                                 // by address: without all that its metadata asks for
  const [python, ...modules] = await Promise.all([
    Promise.race([broken(), loadPyodide({ indexURL: base, packages: ["numpy", base + own.file_name] })]),
    ...sources.map(text)]);
  sources.forEach((url, i) => python.FS.writeFile(new URL(url).pathname.split("/").pop(), modules[i]));
  for (const path of tables) {                                          // each is fetched when it is opened
    const [name, ...folders] = path.split("/").reverse(), folder = ["/home/pyodide", ...folders.reverse()].join("/");
    python.FS.mkdirTree(folder);
    python.FS.createLazyFile(folder, name, `${lite}files/chapters/${path}`, true, false);
  }
  const modulesOf = (name) => lock.packages[name].imports;
  const runner = python.pyimport("runner");
  runner.begin(python.toPy(own.depends.flatMap(modulesOf).filter((name) => name !== "numpy")));
  python.runPython("from mlp_lib.course import exercises");             // while the reader still types
  return { python, runner, loadable: new Set(Object.keys(lock.packages).flatMap(modulesOf)) };
}

onmessage = async ({ data: { id, setting, job } }) => {
  const say = (kind, text) => postMessage({ id, kind, text });
  try {
    const { python, runner, loadable } = await (ready ??= start(setting, say));
    if (job) {
      say("running");
      if (job.file) python.FS.writeFile("own-table", new Uint8Array(job.file));     // Python reads it there
      const tried = new Set();
      for (let missing; (missing = runner.do(JSON.stringify({ ...job, file: Boolean(job.file) }), say)); tried.add(missing)) {
        if (tried.has(missing) || !loadable.has(missing)) break;        // the error has been told
        say("loading", missing);
        await python.loadPackagesFromImports("import " + missing, { messageCallback() {} });
        runner.OPTIONAL.discard(missing);
        say("running");
      }
    }
    say("done");
  } catch (error) {
    say("failed", error.message ?? `${error.name} ${error.errno}`);
  }
};
