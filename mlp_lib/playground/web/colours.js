// Colours: of the maps, from −1 (orange) over 0 to 1 (blue) and for three classes, and of the points, light and dark.

const HUES = {
  light: { low: [213, 94, 0], middle: [246, 246, 246], high: [0, 114, 178], third: [0, 130, 96], ink: "#222", paper: "#fff" },
  dark: { low: [224, 120, 50], middle: [38, 38, 42], high: [70, 160, 220], third: [50, 180, 135], ink: "#eee", paper: "#1c1c1f" },
};

const medium = (feature) => globalThis.matchMedia?.(`(${feature})`).matches;
/** In forced colours the ground is the reader's own, whatever theme was chosen. */
export const dark = () => (medium("forced-colors: active") ? medium("prefers-color-scheme: dark")
  : document.documentElement.dataset.theme === "dark" || document.body.dataset.jpThemeLight === "false");
export const hues = () => HUES[dark() ? "dark" : "light"];
const blend = (from, to, share) => from.map((part, i) => Math.round(part + (to[i] - part) * share));
export const css = (rgb) => `rgb(${rgb.join(" ")})`;

/** The colour of a value between −1 and 1, faint enough for points to stand out. */
export function ofValue(value, strength = 1) {
  const { low, middle, high } = hues();
  return blend(middle, value < 0 ? low : high, Math.min(1, Math.abs(value)) * strength);
}

/** The 256 colours of the bytes of a map; with `classes`, of a class and how sure it is; `steps` shows the side alone. */
export function palette(classes, steps) {
  const { low, middle, high, third } = hues(), of = [low, high, third];
  return Array.from({ length: 256 }, (_, byte) => {
    if (classes) return blend(middle, of[Math.min(2, Math.floor(byte / 80))], steps ? 0.6 : 0.15 + 0.6 * (byte % 80) / 79);
    const value = (byte - 127) / 127;
    return ofValue(steps ? (value >= 0 ? 1 : -1) : value, 0.7);
  });
}

/** The bytes of a square map as a picture of its own size. */
export function picture(shades, colours, canvas) {
  const side = Math.round(Math.sqrt(shades.length)), pen = canvas.getContext("2d");
  if (canvas.width !== side) [canvas.width, canvas.height] = [side, side];
  const image = pen.createImageData(side, side);
  for (let i = 0; i < shades.length; i++) {
    const [red, green, blue] = colours[shades[i]];
    image.data.set([red, green, blue, 255], 4 * i);
  }
  pen.putImageData(image, 0, 0);
}

/** The colour and the mark of a point: a dot for 1, a triangle for −1; for three classes a triangle, a dot, a square. */
export function mark(label, problem) {
  const { low, high, third } = hues();
  if (problem === "three-classes") return [[low, high, third][label], ["triangle", "dot", "square"][label]];
  if (problem === "regression") return [ofValue(label), "dot"];
  return label > 0 ? [high, "dot"] : [low, "triangle"];
}
