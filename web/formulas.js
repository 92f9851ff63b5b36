// An option that is a formula is called by its letters: a label without words would have no name.
window.mlpNameFormulas = (root = document) => {
  root.querySelectorAll(".mlp-option:has(mjx-container)").forEach((option) => {
    const letters = document.createTreeWalker(option, NodeFilter.SHOW_TEXT), name = [];
    while (letters.nextNode()) name.push(letters.currentNode.data.trim());
    option.firstChild.setAttribute("aria-label", name.filter(Boolean).join(" "));
  });
};
