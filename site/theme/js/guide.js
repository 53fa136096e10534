// The guide, on the screen alone: the rules are fetched before anything is answered, so that no
// answer is sent. Without this file, or without the rules, the form is posted and answered.
(function () {
  "use strict";
  var form = document.querySelector("[data-module=guide]"), rules, notice;
  if (!form || !window.fetch || !history.pushState) return;
  var asking = part("spoergsmaal"), result = part("resultat"), title = document.title;

  function part(name) { return document.querySelector("[data-guide=" + name + "]"); }

  function answers() {
    return [].reduce.call(form.querySelectorAll(":checked"), function (given, box) {
      given[box.name] = (given[box.name] || []).concat(box.value);
      return given;
    }, {});
  }

  function contradictory(given) {
    return [].filter.call(form.querySelectorAll("[data-alene]:checked"), function (box) {
      return given[box.name].length > 1;
    }).map(function (box) { return "#" + box.name; });
  }

  // Show the questions or the result, and lead whoever listens to the target.
  function turn(to, target, said) {
    [asking, result].forEach(function (one) { one.hidden = one !== to; });
    if (notice && notice !== target) notice.hidden = true;
    document.title = said;
    target.tabIndex = -1;
    window.scrollTo(0, 0);
    target.focus();
  }

  // Say something above the questions; of what there can be to mend, only the *mistakes*.
  function notify(html, said, mistakes) {
    var top = asking.querySelector(".mk-hero");
    if (notice) notice.remove();
    top.insertAdjacentHTML("beforebegin", html);
    notice = top.previousElementSibling;
    [].forEach.call(notice.querySelectorAll("li"), function (item) {
      item.hidden = mistakes.indexOf(item.querySelector("a").hash) < 0;
    });
    turn(asking, notice, said);
  }

  function show(given) {
    var page = keepWhatHolds(part("svar").content.cloneNode(true), holdAgainst(rules, given));
    result.textContent = "";
    result.appendChild(page);
    var heading = result.querySelector("h1");
    turn(result, heading, heading.textContent + title.slice(title.lastIndexOf(" – ")));
  }

  function clear() {
    emptyForms(form);
    result.textContent = "";
    notify(form.dataset.ryddet, title);
  }

  function start(read) {
    holdAgainst(rules = read, {});  // what cannot be read shows now, while the form still posts
    part("lokalt").hidden = false;
    keepApart(form);
    offerToClear(form, clear);
    form.addEventListener("submit", function (event) {
      var given = answers(), mistakes = contradictory(given), fault = part("fejl");
      event.preventDefault();
      if (!Object.keys(given).length) return notify(part("tom").innerHTML, title);
      if (mistakes.length) return notify(fault.innerHTML, fault.dataset.foran + title, mistakes);
      history.scrollRestoration = "manual";
      history.replaceState({ guide: "spoergsmaal" }, "");
      history.pushState({ guide: "resultat" }, "");
      show(given);
    });
    result.addEventListener("submit", function (event) { event.preventDefault(); history.back(); });
    window.addEventListener("popstate", function (event) {
      var at = event.state && event.state.guide;
      if (at === "resultat") show(answers());
      if (at === "spoergsmaal") turn(asking, asking.querySelector("h1"), title);
    });
  }

  fetch(form.dataset.regler).then(function (answer) { return answer.json(); }).then(start)
    .catch(function () { /* the form is posted */ });
})();
