// The page "For teachers": the explorers to choose from, and the address that shows those chosen in the lecture view.
(() => {
  const place = document.getElementById("mlp-lecture"), list = document.createElement("script");
  const { make } = window.mlpMake;
  list.src = new URL("explorers.js", document.currentScript.src);
  list.addEventListener("load", () => {
    const boxes = [], start = make("a", { textContent: "Start the lecture view" });
    const said = make("span", { className: "mlp-status" });
    said.setAttribute("role", "status");

    function renew() {
      const chosen = boxes.filter((box) => box.checked).map((box) => box.value);
      said.textContent = chosen.length ? ` ${chosen.length} chosen; keep the link as a bookmark.` : ": tick at least one.";
      if (chosen.length) start.href = `${chosen[0].split("/")[0]}.html?lecture=${chosen.join(",")}`;
      else start.removeAttribute("href");
    }

    const chapters = window.mlpExplorers.map(({ page, title, explorers }) => {
      const items = explorers.map(([name, label]) => {
        const box = make("input", { type: "checkbox", value: `${page}/${name}` });
        boxes.push(box);
        return make("li", {}, make("label", {}, box, ` ${label}`));
      });
      return make("details", {}, make("summary", {}, `${title} (${items.length})`), make("ul", {}, ...items));
    });
    place.replaceChildren(...chapters, make("p", {}, start, said));
    place.addEventListener("change", renew);
    renew();
  });
  document.head.append(list);
})();
