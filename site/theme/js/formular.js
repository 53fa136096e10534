// Our forms, answered without leaving the page: nothing typed is lost when the connection is, and
// two clicks send once. Without this file, forms are posted and answered as whole pages.
(function () {
  "use strict";
  var main = document.querySelector("main"), pressed = null;
  var able = !!(window.fetch && window.AbortController && window.URLSearchParams && history.pushState);
  var sender = makeSender(able, show, function (form) { note(form.dataset.ikkeSendt); });
  var steps = able && takeSteps(main, sender.stop);

  function isOurs(form) { return form.dataset.module === "formular"; }

  function improve() {
    [].filter.call(main.querySelectorAll("form"), isOurs).forEach(function (form) {
      var button = form.querySelector("[type=submit]");
      var status = document.createElement("p");
      status.className = "mk-sending";
      status.setAttribute("role", "status");
      (button.closest("p") || button).insertAdjacentElement("afterend", status);
      countCharacters(form);
      keepApart(form);
      offerToClear(form, clear);
    });
  }

  function lead(target) {
    target.tabIndex = -1;
    window.scrollTo(0, 0);
    target.focus();
  }

  function show(page) {
    // Something to mend is the same step, seen again.
    var again = page.indhold.indexOf('class="mk-error-summary"') >= 0;
    steps[again ? "stay" : "advance"](page.indhold, page.titel);
    improve();
    lead(main.querySelector(".mk-error-summary") || main.querySelector("h1"));
  }

  // Say something above the heading, in place of what was said there before.
  function note(html) {
    var old = main.querySelector(".mk-error-summary, .mk-noted"), heading = main.querySelector("h1");
    var top = heading.closest(".mk-hero") || heading;
    if (old) old.parentNode.removeChild(old);
    top.insertAdjacentHTML("beforebegin", html);
    lead(top.previousElementSibling);
  }

  function clear() {
    var said = main.querySelector("[data-ryddet]").dataset.ryddet;
    if (steps) steps.restart();
    emptyForms(main);
    note(said);
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest(".mk-error-summary a");
    var field = link && document.getElementById(link.hash.slice(1));
    pressed = event.target.closest("button");
    if (!field) return;
    event.preventDefault();
    // The question is seen with its field, as long as both fit on the screen.
    field.closest(".mk-field").scrollIntoView();
    field.focus({ preventScroll: field.getBoundingClientRect().bottom < window.innerHeight });
  });

  document.addEventListener("submit", function (event) {
    var form = event.target, button = pressed && pressed.form === form ? pressed : null;
    if (isOurs(form) && !(button && "fil" in button.dataset)) sender.submit(event, form, button);
  });
  window.addEventListener("pageshow", sender.stop);
  improve();
  if (steps && steps.again) note(main.querySelector("[data-hentet-igen]").dataset.hentetIgen);
})();
