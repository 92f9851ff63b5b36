// A slide, an equation or an erratum, asked for by its number, is answered before what the search finds.
(() => {
  const LETTERS = { slide: "s", erratum: "e", equation: "", eq: "", formula: "" };

  // "(23)", "Eq. 23" and "equation 23" are 23; "slide 7" is s7; "erratum E14" is e14
  function key(asked) {
    const found = /^(slide|erratum|equation|eq|formula)?([se]?)(\d{1,2})$/.exec(asked.toLowerCase().replace(/[^a-z0-9]/g, ""));
    return found && (found[2] || LETTERS[found[1] ?? ""] || "") + Number(found[3]);
  }

  const places = window.mlpPlaces[key(new URLSearchParams(location.search).get("q") ?? "")];
  const results = document.getElementById("search-results");
  if (!places || !results) return;
  const list = document.createElement("ul");
  list.className = "mlp-places";
  for (const [words, address] of places) {
    const link = document.createElement("a");
    link.href = address;
    link.textContent = words;
    list.appendChild(document.createElement("li")).append(link);
  }
  results.before(list);
})();
