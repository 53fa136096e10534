// Puts a reader's own style on the page, in place of the one before.
(style) => {
  const own = document.querySelector("style[data-reader]") ?? document.createElement("style");
  own.dataset.reader = "";
  own.textContent = style;
  document.head.append(own);
}
