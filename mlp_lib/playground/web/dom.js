// Elements, numbers as words, files, and bytes out of base64: what all parts of the picture need.

const FOCUSED = ["button", "input", "select", "textarea", "summary"];

export function make(tag, attributes = {}, ...kids) {
  const element = document.createElement(tag);
  if (FOCUSED.includes(tag)) element.dataset.lmSuppressShortcuts = "true";       // Jupyter would take its keys
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true || value === false) element.toggleAttribute(name, value);
    else if (value !== undefined && value !== null) element.setAttribute(name, value);
  }
  element.append(...kids);
  return element;
}

export function svg(tag, attributes = {}, ...kids) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...kids);
  return element;
}

export const button = (text, act, attributes = {}) => make("button", { type: "button", onclick: act, ...attributes }, text);

let named = 0;
export const unique = (word) => `mlp-play-${word}-${++named}`;

/** A label and its control, as one element. */
export function labelled(text, control) {
  control.id ||= unique("control");
  return make("div", { class: "mlp-play-field" }, make("label", { for: control.id }, text), control);
}

export function menu(values, texts, act) {
  const select = make("select", { onchange: () => act(values[select.selectedIndex]) },
    ...texts.map((text) => make("option", {}, text)));
  return { element: select, show: (value) => { select.selectedIndex = values.indexOf(value); } };
}

/** A folded part with a heading; `opened(on)` is told when it is unfolded and folded. */
export function fold(title, opened, ...kids) {
  const part = make("details", { class: "mlp-play-part" }, make("summary", {}, title), make("div", {}, ...kids));
  part.addEventListener("toggle", () => opened(part.open));
  return part;
}

export const minus = (text) => text.replace(/-/g, "−");
/** A number in so many digits; nothing for one that is none. */
export function digits(value, places = 3) {
  if (value === null || value === undefined) return "–";
  if (value !== 0 && (Math.abs(value) >= 1e5 || Math.abs(value) < 0.5 * 10 ** -places))
    return minus(value.toExponential(1).replace("e+", "e"));
  return minus(value.toFixed(places));
}
export const percent = (value) => (value === null ? "–" : `${(100 * value).toFixed(1)} %`);
export const count = (value) => String(value).replace(/\B(?=(\d{3})+$)/g, ",");

export function bytes(text) {
  const plain = atob(text), found = new Uint8Array(plain.length);
  for (let i = 0; i < plain.length; i++) found[i] = plain.charCodeAt(i);
  return found;
}

export function save({ name, text, bytes: packed }) {
  const url = URL.createObjectURL(new Blob([packed ? bytes(packed) : text]));
  make("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** A table with a row of headings and a heading in each row; cells are texts or elements. */
export function table(caption, heads, rows) {
  return make("div", { class: "mlp-play-scroll", tabindex: 0, role: "group", "aria-label": caption },
    make("table", {}, make("caption", {}, caption),
      make("thead", {}, make("tr", {}, ...heads.map((head) => make("th", { scope: "col" }, head)))),
      make("tbody", {}, ...rows.map(([first, ...rest]) => make("tr", {}, make("th", { scope: "row" }, first),
        ...rest.map((cell) => make("td", {}, cell)))))));
}
