// Pictures drawn beforehand: the frame of the controls' values is shown, its neighbours are fetched before they are
// asked for, and while a slow line brings one, the old picture is dimmed.
import { make } from "./controls.js";

export function frames(data, controls, values, title) {
  const index = (v) => controls.reduce((i, c) => i * c.values.length + c.values.indexOf(v[c.name]), 0);
  const address = (i) => (data.at ?? "") + data.pictures[data.frames[i][0]];
  if (data.html) {
    const place = make("div", { class: "mlp-text" });
    return { element: place, show: (v) => { place.innerHTML = data.pictures[data.frames[index(v)][0]]; return { caption: data.frames[index(v)][1] }; } };
  }
  const img = make("img", { alt: `Picture: ${title}`, width: data.width, height: data.height, decoding: "sync", fetchpriority: "high" });
  const kept = new Map();                                  // decoded pictures stay while the page is open
  let wanted = index(values), near = !data.at, busy = 0;

  /** Every frame, those first that one step of a control leads to. */
  function order() {
    const sizes = controls.map((c) => c.values.length), place = (i) => sizes.reduceRight(([r, p], n) => [Math.floor(r / n), [r % n, ...p]], [i, []])[1];
    const here = place(wanted), far = (i) => place(i).reduce((s, p, k) => s + (controls[k].kind === "stops" ? Math.abs(p - here[k]) : 2 * (p !== here[k])), 0);
    return data.frames.map((_, i) => i).filter((i) => !kept.has(address(i))).sort((a, b) => far(a) - far(b));
  }
  function fetchOn() {
    if (!near) return;
    for (const i of order()) {
      if (busy >= 4) return;
      const one = new Image(), source = address(i);
      if (kept.has(source)) continue;
      kept.set(source, one);
      busy++;
      one.src = source;
      one.decode().catch(() => kept.delete(source)).then(() => {
        busy--;
        if (kept.has(source)) fetchOn();                   // after a failure nothing is asked for by itself
      });
    }
  }
  if (data.at && typeof IntersectionObserver !== "undefined")
    new IntersectionObserver((seen, observer) => {
      if (!seen.some((s) => s.isIntersecting)) return;
      observer.disconnect();
      near = true;
      fetchOn();
    }, { rootMargin: "600px" }).observe(img);
  img.addEventListener("load", () => img.removeAttribute("aria-busy"));
  return {
    element: img,
    show(v) {
      const source = address(wanted = index(v));
      if (img.getAttribute("src") !== source) {
        if (img.src) { near = true; img.setAttribute("aria-busy", "true"); }
        else if (data.at) img.loading = "lazy";
        img.src = source;
        if (img.complete) img.removeAttribute("aria-busy");
        fetchOn();
      }
      return { caption: data.frames[wanted][1] };
    },
  };
}
