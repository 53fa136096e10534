// "Ryd alle svar": asks once more, then empties every field. For someone at a shared computer.
function emptyForms(within) {
  "use strict";
  [].forEach.call(within.querySelectorAll("input, textarea"), function (field) {
    if (field.type === "radio" || field.type === "checkbox") field.checked = false;
    else if (field.type !== "hidden") field.value = "";
    field.dispatchEvent(new Event("input"));
  });
}

// *act* is what happens when the person says yes.
function offerToClear(form, act) {
  "use strict";
  if (!form.dataset.ryd) return;
  form.insertAdjacentHTML("beforeend", form.dataset.ryd);
  var box = form.lastElementChild, question = box.querySelector("[role=group]");

  function part(name) { return box.querySelector("[data-ryd=" + name + "]"); }

  function ask(yes) {
    question.hidden = !yes;
    part("knap").hidden = yes;
    (yes ? question : part("knap")).focus();
  }

  part("knap").addEventListener("click", function () { ask(true); });
  part("nej").addEventListener("click", function () { ask(false); });
  part("ja").addEventListener("click", function () {
    ask(false);
    act();
  });
  question.addEventListener("keydown", function (event) { if (event.key === "Escape") ask(false); });
}
