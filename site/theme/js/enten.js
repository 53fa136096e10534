// Boxes of which one stands alone, such as "Ingen af delene": it clears the others, and they it.
function keepApart(form) {
  "use strict";
  form.addEventListener("change", function (event) {
    var box = event.target;
    if (box.type !== "checkbox" || !box.checked) return;
    [].forEach.call(form.elements, function (other) {
      var apart = "alene" in box.dataset || "alene" in other.dataset;
      if (other !== box && other.name === box.name && apart) other.checked = false;
    });
  });
}
