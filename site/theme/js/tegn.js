// Says how many characters are left in a field that has room for so many, counted as the server
// counts: code points, without space at the ends. It never stops anyone from typing.
function countCharacters(form) {
  "use strict";
  if (!Array.from || !"".normalize) return;

  function count(field) {
    var line = document.createElement("p"), timer;
    line.className = "mk-field__count";
    line.setAttribute("aria-live", "polite");

    function say() {
      var left = field.dataset.most - Array.from(field.value.normalize().trim()).length;
      var words = left < 0 ? field.dataset.forMeget : field.dataset.tilbage;
      line.classList.toggle("mk-field__count--over", left < 0);
      line.textContent = words.replace("{antal}", Math.abs(left));
    }

    // Said when the person pauses, so that it is not read aloud at every key.
    field.addEventListener("input", function () {
      clearTimeout(timer);
      timer = setTimeout(say, 500);
    });
    say();
    field.parentNode.insertBefore(line, field.nextSibling);
  }

  [].forEach.call(form.querySelectorAll("[data-most]"), count);
}
