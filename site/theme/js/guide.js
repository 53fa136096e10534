// The guide, on the screen alone: the rules are fetched before anything is answered, so that no
// answer is sent. Without this file, or without the rules, the form is posted and answered.
(function () {
  "use strict";
  var form = document.querySelector("[data-module=guide]");
  if (!form || !window.fetch || !history.pushState) return;
  var asking = part("spoergsmaal"), result = part("resultat"), title = document.title;
  var rules = null, notice = null;

  function part(name) { return document.querySelector("[data-guide=" + name + "]"); }
  function copy(name) { return part(name).content.cloneNode(true); }
  function each(list, act) { [].forEach.call(list, act); }

  function answers() {
    var given = {};
    each(form.elements, function (box) {
      if (box.checked) given[box.name] = (given[box.name] || []).concat(box.value);
    });
    return given;
  }

  function contradictory(given) {
    return Object.keys(given).filter(function (name) {
      var alone = rules.spoergsmaal[name].udelukkende;
      return given[name].length > 1 && given[name].some(function (one) { return alone.indexOf(one) >= 0; });
    });
  }

  // Show the questions or the result, and lead whoever listens there.
  function turn(to, target, said) {
    if (notice && notice !== target) notice.hidden = true;
    asking.hidden = to !== asking;
    result.hidden = to !== result;
    document.title = said;
    target.tabIndex = -1;
    window.scrollTo(0, 0);
    target.focus();
  }

  // Say what is missing or what to mend, above the questions.
  function notify(name, said, mistakes) {
    if (notice) notice.parentNode.removeChild(notice);
    notice = copy(name).firstElementChild;
    each(notice.querySelectorAll("li"), function (item) {
      item.hidden = mistakes.indexOf(item.querySelector("a").hash.slice(1)) < 0;
    });
    asking.insertBefore(notice, asking.querySelector(".mk-hero"));
    turn(asking, notice, said);
  }

  // Of all that can be said, keep what holds.
  function keep(node, mark, keys) {
    each(node.querySelectorAll("[" + mark + "]"), function (one) {
      if (keys.indexOf(one.getAttribute(mark)) < 0) one.parentNode.removeChild(one);
    });
  }

  function show(given) {
    var page = copy("svar"), matches = holdAgainst(rules, given), contact = false;
    matches.forEach(function (match) {
      var card = page.querySelector('[data-tilbud="' + match.id + '"]');
      var keys = match.fund.map(function (one, i) {
        return (match.kontakt || one.tavs) && [i, one.sandhed, one.skridt].join("-");
      });
      keep(card, "data-naar", keys.concat(match.udfald, match.kontakt ? "videre-" + match.udfald : []));
      card.parentNode.appendChild(card);
      contact = contact || match.kontakt;
    });
    keep(page, "data-samlet", [matches[0].udfald, contact ? "kontakt" : ""]);
    result.textContent = "";
    result.appendChild(page);
    var heading = result.querySelector("h1");
    turn(result, heading, heading.textContent + title.slice(title.lastIndexOf(" – ")));
  }

  function start(read) {
    holdAgainst(rules = read, {});  // what cannot be read shows now, while the form still posts
    part("lokalt").hidden = false;
    form.addEventListener("submit", function (event) {
      var given = answers(), mistakes = contradictory(given);
      event.preventDefault();
      if (!Object.keys(given).length) return notify("tom", title);
      if (mistakes.length) return notify("fejl", part("fejl").dataset.foran + " " + title, mistakes);
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
