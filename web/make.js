// make("p", {className: "x"}, "text", node …) is an element. Text goes in as text, never as HTML.
window.mlpMake = {
  make(tag, properties = {}, ...children) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  },
};
