// Each figure that a chapter's code draws can be downloaded for slides.
document.addEventListener("DOMContentLoaded", () => {
  const title = document.querySelector("main h1");
  const page = location.pathname.split("/").pop().replace(".html", "");
  document.querySelectorAll('main .cell_output > img:not([src$=".svg"])').forEach((img, i) => {
    const a = document.createElement("a");
    a.className = "mlp-figure-download";
    a.href = img.dataset.png ?? img.src;      // the page shows a lighter file
    a.download = `${page}-figure-${i + 1}.png`;
    a.textContent = "Download figure";
    a.setAttribute("aria-label", `Download figure ${i + 1} of ${title ? title.firstChild.textContent.trim() : page}`);
    img.after(a);
  });
});
