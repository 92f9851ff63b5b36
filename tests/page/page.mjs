// The page's Python without a page: Node runs the site's own Pyodide and runner.
// stdin: {"site": folder, "jobs": [job, ...]}, a job being one of the runner's or {"kind": "python", "code", "needs"}.
// stdout: a line of JSON for each job: {"said": [[kind, text], ...], "ms": number}.
import { createRequire } from "node:module";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

const { site, jobs } = JSON.parse(readFileSync(0, "utf8"));
const base = join(site, "lite/static/pyodide/"), run = join(site, "_static/web/run");
const { loadPyodide } = createRequire(import.meta.url)(join(base, "pyodide.js"));
const lock = JSON.parse(readFileSync(join(base, "pyodide-lock.json"), "utf8")), own = lock.packages["mlp-lib"];
const python = await loadPyodide({ indexURL: base, packages: ["numpy", join(base, own.file_name)], stdout() {}, stderr() {} });

function copy(from, to) {
  python.FS.mkdirTree(to);
  for (const name of readdirSync(from)) {
    if (statSync(join(from, name)).isDirectory()) copy(join(from, name), `${to}/${name}`);
    else python.FS.writeFile(`${to}/${name}`, readFileSync(join(from, name)));
  }
}
for (const name of ["plan.py", "shown.py", "runner.py"]) python.FS.writeFile(name, readFileSync(join(run, name)));
copy(join(site, "lite/files/chapters/results"), "/home/pyodide/results");

const modulesOf = (name) => lock.packages[name].imports;
const runner = python.pyimport("runner"), loadable = new Set(Object.keys(lock.packages).flatMap(modulesOf));
runner.begin(python.toPy(own.depends.flatMap(modulesOf).filter((name) => name !== "numpy")));

for (const job of jobs) {
  let said = [];
  const start = performance.now();
  if (job.kind === "python") {
    await python.loadPackage(job.needs, { messageCallback() {} });
    said.push(["value", python.runPython(job.code)]);
  } else {
    const tried = new Set();
    for (let missing; (missing = runner.do(JSON.stringify(job), (kind, text) => said.push([kind, text]))); tried.add(missing)) {
      if (tried.has(missing) || !loadable.has(missing)) break;
      said = [];
      await python.loadPackagesFromImports("import " + missing, { messageCallback() {} });
      runner.OPTIONAL.discard(missing);
    }
  }
  console.log(JSON.stringify({ said, ms: Math.round(performance.now() - start) }));
}
