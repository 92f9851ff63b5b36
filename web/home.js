// The first page's second button leads to where the reader was last.
(() => {
  const link = document.querySelectorAll("#mlp-start a")[1], kept = mlpKept.get("mlp:place");
  if (!link || !/^[a-z0-9-]+$/.test(kept?.page ?? "")) return;
  link.href = `${kept.page}.html${/^[\w-]+$/.test(kept.id ?? "") ? `#${kept.id}` : ""}`;
  link.textContent = "Continue where you were";
  const where = document.createElement("span");
  where.className = "mlp-where-you-were";
  where.textContent = [kept.title, kept.section].filter((part) => typeof part === "string").join(": ");
  link.closest("p").append(where);
})();
