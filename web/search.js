// A slide, an equation or an erratum, asked for by its number, and a term of the glossary, in any of its languages, are
// answered before what the search finds. And what the search shows of a page is words: no formulas, no code, and nothing
// that is folded there, such as a solution.
(() => {
  const UNTOLD = "details, [popover], .headerlink, .mlp-of-slides, .mlp-where, .mlp-figure-download, .cell_input, pre, "
    + "svg, script, style, div.math, button, input, textarea";
  const BLOCKS = "h1, h2, h3, h4, p, li, dt, dd, td, th, div, legend, label, small";
  const TEX = /\\\(.*?\\\)|\\\[.*?\\\]|\\begin\{(\w+\*?)\}.*?\\end\{\1\}|\$\$.*?\$\$|\$[^$]*\$/gs;
  const told = (tex) => /^[a-zA-Z]$/.exec(tex.replace(/^\\\(|\\\)$|^\$|\$$/g, ""))?.[0] ?? "…";     // a letter is a word

  // of Sphinx's search, what makes the text of a page; its script comes after this one
  document.addEventListener("DOMContentLoaded", () => {
    Search.htmlToText = (html, anchor) => {
      const page = new DOMParser().parseFromString(html, "text/html");
      page.querySelectorAll(UNTOLD).forEach((element) => element.remove());
      page.querySelectorAll(BLOCKS).forEach((element) => element.append(" "));
      const main = page.querySelector('[role="main"]');
      const part = (anchor && main?.querySelector(anchor)) || main;
      if (!part) return "";
      const pieces = page.createTreeWalker(part, NodeFilter.SHOW_TEXT);          // a formula stands in one of them
      let text = "";
      while (pieces.nextNode()) text += pieces.currentNode.data.replace(TEX, told);
      return text.replace(/\s+/g, " ");
    };
  });

  // No browser lets a page that is opened as a file read another.
  if (location.protocol === "file:") {
    DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;
    document.getElementById("search-results")?.insertAdjacentHTML("beforebegin",
      "<p class=mlp-as-file>Opened as a file, the search names pages; from a web server it shows words of each as well.</p>");
  }

  const LETTERS = { slide: "s", erratum: "e", equation: "", eq: "", formula: "" };

  // "(23)", "Eq. 23" and "equation 23" are 23; "slide 7" is s7; "erratum E14" is e14
  function key(asked) {
    const found = /^(slide|erratum|equation|eq|formula)?([se]?)(\d{1,2})$/.exec(asked.toLowerCase().replace(/[^a-z0-9]/g, ""));
    return found && (found[2] || LETTERS[found[1] ?? ""] || "") + Number(found[3]);
  }

  const words = (text) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
  const asked = new URLSearchParams(location.search).get("q") ?? "";
  const found = [key(asked), words(asked)].find((one) => one && Object.hasOwn(window.mlpPlaces, one));
  const places = window.mlpPlaces[found];
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
