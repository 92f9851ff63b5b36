// Downloads for slides: a PNG of twice the picture's size, or the SVG itself with its colours written into it.

function save(url, file) {
  const a = document.createElement("a");
  a.href = url;
  a.download = file;
  a.click();
}

const STYLED = ["fill", "stroke", "stroke-width", "stroke-dasharray", "fill-opacity", "stroke-opacity", "opacity",
  "font-family", "font-size", "font-weight", "font-style", "stroke-linecap", "stroke-linejoin"];

/** The SVG as a file of its own: what the page's style sheet says of each part is written into the part. */
function alone(svg) {
  const copy = svg.cloneNode(true), [, , w, h] = svg.getAttribute("viewBox").split(" ").map(Number);
  const parts = [svg, ...svg.querySelectorAll("*")], copies = [copy, ...copy.querySelectorAll("*")];
  parts.forEach((part, i) => {
    const look = getComputedStyle(part);
    for (const name of STYLED) copies[i].setAttribute(name, look.getPropertyValue(name));
  });
  copy.querySelectorAll(".hit").forEach((hit) => hit.remove());
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", w);
  copy.setAttribute("height", h);
  const ground = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  for (const [k, v] of Object.entries({ width: w, height: h, fill: getComputedStyle(svg.closest(".mlp-explorer")).backgroundColor })) ground.setAttribute(k, v);
  copy.prepend(ground);
  return [new XMLSerializer().serializeToString(copy), w, h];
}

const address = (text) => "data:image/svg+xml;charset=utf-8," + encodeURIComponent(text);

export const saveSvg = (svg, file) => save(address(alone(svg)[0]), `${file}.svg`);

/** Save an <svg> or an <img> as PNG; where the browser forbids to read a picture (from a file), the picture itself. */
export async function savePng(shown, file) {
  const canvas = document.createElement("canvas"), pen = canvas.getContext("2d");
  let picture = shown;
  if (shown.tagName !== "IMG") {
    const [text, w, h] = alone(shown);
    picture = new Image(w, h);
    picture.src = address(text);
    [canvas.width, canvas.height] = [2 * w, 2 * h];
  }
  await picture.decode();                               // it may still be on its way, and would be saved empty
  if (picture === shown) [canvas.width, canvas.height] = [shown.naturalWidth, shown.naturalHeight];
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  try {
    save(canvas.toDataURL("image/png"), `${file}.png`);
  } catch {
    save(shown.src, `${file}.${shown.src.split(".").at(-1)}`);
  }
}
