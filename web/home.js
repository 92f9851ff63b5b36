// The first page: its second button leads to where the reader was last, and its picture stands still where that is asked.
(() => {
  const film = document.querySelector('main .cell_output img[src$=".svg"]');
  if (film && matchMedia("(prefers-reduced-motion: reduce)").matches) film.src += "#still";

  const link = document.querySelectorAll("#mlp-start a")[1], kept = mlpKept.get("mlp:place");
  const pages = [...document.querySelectorAll(".bd-sidebar-primary nav a")].map((one) => one.getAttribute("href"));
  if (!link || !pages.includes(`${kept?.page}.html`)) return;
  link.href = `${kept.page}.html${/^[\w-]+$/.test(kept.id ?? "") ? `#${kept.id}` : ""}`;
  link.textContent = "Continue where you were";
  const where = document.createElement("span");
  where.className = "mlp-where-you-were";
  where.textContent = [kept.title, kept.section].filter((part) => typeof part === "string").join(": ");
  link.closest("p").append(where);
})();
