// Small helpers: elements, the hash under which an edit is kept.
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true || value === false) element.toggleAttribute(name, value);
    else if (value !== undefined && value !== null) element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

export const button = (text, act, attributes) => make("button", { type: "button", onclick: act, ...attributes }, text);

// Brings an element into view where a part of it is below the screen, or below a phone's keyboard.
export function reveal(element) {
  if (element.getBoundingClientRect().bottom > (window.visualViewport?.height ?? innerHeight))
    element.scrollIntoView({ block: "nearest" });
}

export const hash = (text) =>
  [...text].reduce((h, c) => (Math.imul(h, 31) + c.codePointAt(0)) >>> 0, 7).toString(36);

export const CHECK = /\n*^exercises\.check\(\s*["']([\w-]+)["']\s*,\s*(\w+)\s*\)\s*$/m;

// The bar under a cell or an answer: buttons, and where it says how things stand.
export class Bar {
  constructor(name, ...buttons) {
    this.status = make("span", { class: "mlp-status", role: "status" });
    this.progress = make("progress", { max: 1, hidden: true, "aria-label": "Loading Python" });
    this.box = make("div", { class: "mlp-bar" }, ...buttons, this.progress, this.status);
    for (const b of buttons) b.setAttribute("aria-label", `${b.textContent}: ${name}`);
  }

  say(text, ...more) {
    this.status.replaceChildren(text, ...more);
  }

  // Tells how a job goes; returns whether the message was about that.
  follow(kind, text) {
    if (kind === "progress") {
      this.progress.hidden = false;
      this.progress.value = +text;
      if (this.status.textContent !== "Loading Python …") this.say("Loading Python …");
    } else if (kind === "starting") this.say("Starting Python …");
    else if (kind === "waiting") this.say("Waiting for what runs before …");
    else if (kind === "running") { this.progress.hidden = true; this.say("Running …"); }
    else if (kind === "loading") this.say(`Loading ${text} …`);
    else return false;
    return true;
  }

  // Tells how far a long piece of work is, 0 to 1, and what is being done.
  step(share, words) {
    this.progress.hidden = false;
    this.progress.value = share;
    this.progress.setAttribute("aria-label", "The work");
    this.say(`${words} …`);
  }

  // Says how a job ended; `again` is what Retry does.
  ended(how, again) {
    this.progress.hidden = true;
    if (how === "done") this.say("");
    else if (how === "stopped") this.say("Stopped. The next run starts Python anew.");
    else if (how === "late") this.say("Stopped after a minute: does a loop of yours never end?");
    else this.say("Python could not go on. ", button("Try again", again, { class: "mlp-again" }));
  }
}
