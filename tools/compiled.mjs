// Node runs the Pyodide in `folder`, and has `inside`, a Python text, import what the book's pages and notebooks import
// first, and write the bytecode of each module that came along into the folder `out`.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const { folder, out, packages, inside, imports } = JSON.parse(readFileSync(0, "utf8"));
const { loadPyodide } = createRequire(import.meta.url)(join(folder, "pyodide.js"));
const python = await loadPyodide({ indexURL: folder, packages, stdout() {}, stderr() {} });
python.FS.mkdirTree("/out");
python.FS.mount(python.FS.filesystems.NODEFS, { root: out }, "/out");
python.globals.set("imports", python.toPy(imports));
python.runPython(inside);
