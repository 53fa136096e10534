// The steps of a form within one page. What stood there is kept as it was, so that Back finds it
// with everything typed. Nothing is stored, and the address stays the same and tells nothing.
function takeSteps(main, moved) {
  "use strict";
  var visit = Date.now(), here = 0, kept = [];
  var again = !!history.state && history.state.trin > 0;

  function mark(how) { history[how]({ besoeg: visit, trin: here }, ""); }

  function take() {
    var step = { title: document.title, focus: document.activeElement, nodes: document.createDocumentFragment() };
    while (main.firstChild) step.nodes.appendChild(main.firstChild);
    return step;
  }

  function give(step) {
    main.textContent = "";
    main.appendChild(step.nodes);
    document.title = step.title;
    moved();
    if (main.contains(step.focus)) step.focus.focus();
  }

  function stay(html, title) {
    main.innerHTML = html;
    document.title = title;
  }

  window.addEventListener("popstate", function (event) {
    var state = event.state;
    // An address with a "#", or what is left of a page that was fetched again: still this step.
    if (!state || state.besoeg !== visit) return mark("replaceState");
    if (state.trin === here) return;
    kept[here] = take();
    here = state.trin;
    // What is erased is kept nowhere, not here either.
    if (!kept[here]) return location.replace(location.pathname);
    give(kept[here]);
  });
  mark("replaceState");

  return {
    again: again,
    stay: stay,
    // Go on to what *html* shows; where it says to forget, the steps before are gone.
    advance: function (html, title) {
      kept[here] = take();
      kept.length = here += 1;
      mark("pushState");
      stay(html, title);
      if (main.querySelector("[data-glem]")) kept = [];
    },
    // Go back to the first step, and keep nothing of the others.
    restart: function () {
      if (here) give(kept[0]);
      kept = [];
      here = 0;
      mark("replaceState");
    }
  };
}
