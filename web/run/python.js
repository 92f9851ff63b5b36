// The page's Python as the page sees it: one worker, one job at a time, which can be stopped.
export const LATE = 60;                                    // seconds that a check may take

export const works = () => typeof Worker === "function" && typeof WebAssembly === "object" && location.protocol !== "file:";

export class Python {
  constructor({ worker, ...setting }) {
    Object.assign(this, { address: worker, setting, queue: [], later: null, current: null, worker: null, last: 0,
      ready: false });
  }

  // Loads Python while the reader still types.
  warm() {
    if (this.worker) return;
    this.worker = new Worker(this.address);
    this.worker.onmessage = ({ data }) => this.hear(data);
    this.worker.onerror = (event) => { event.preventDefault(); this.fail(event.message || "its files cannot be read"); };
    this.worker.postMessage({ id: 0, setting: this.setting });
  }

  // Does a job; tells `take(kind, text)` what comes. Returns { stop, ended }, a promise of "done", "stopped", "late", "failed".
  do(job, take, seconds = Infinity) {
    const task = { id: ++this.last, job, take, seconds };
    task.ended = new Promise((resolve) => { task.resolve = resolve; });
    task.stop = () => this.stop(task, "stopped");
    this.queue.push(task);
    take(this.current ? "waiting" : this.ready ? "running" : "starting");
    this.next();
    return task;
  }

  // Does a job without a word where nothing else is to be done, as soon as Python is there.
  idly(job) {
    this.later = { id: ++this.last, job, take() {}, seconds: Infinity, resolve() {} };
    this.next();
  }

  next() {
    if (this.current) return;
    const idle = !this.queue.length && this.ready && this.later;
    if (idle) this.later = null;
    this.current = idle || this.queue.shift();
    if (!this.current) return;
    this.warm();
    this.worker.postMessage({ id: this.current.id, setting: this.setting, job: this.current.job });
  }

  hear({ id, kind, text }) {
    const task = this.current;
    if (kind === "failed") return this.fail(text);
    if (kind === "done") this.ready = true;
    if (kind === "done" && !task) return this.next();
    if (kind === "progress") return task?.take(kind, text);
    if (!task || id !== task.id) return;
    clearTimeout(task.timer);
    if (kind === "done") return this.end("done");
    if (kind === "running" && task.seconds < Infinity)
      task.timer = setTimeout(() => this.stop(task, "late"), 1000 * task.seconds);
    task.take(kind, text);
  }

  fail(text) {
    this.current?.take("failed", text);
    this.leave();
    if (this.current) this.end("failed");
  }

  stop(task, how) {
    if (task === this.current) {
      this.leave();
      this.end(how);
    } else if (this.queue.includes(task)) {
      this.queue.splice(this.queue.indexOf(task), 1);
      task.resolve(how);
    }
  }

  leave() {
    this.worker?.terminate();
    this.worker = null;
    this.ready = false;
  }

  end(how) {
    clearTimeout(this.current.timer);
    this.current.resolve(how);
    this.current = null;
    this.next();
  }
}
