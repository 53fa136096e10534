// A page on which all that can be said stands: keeps what holds of these matches, the best first.
function keepWhatHolds(page, matches) {
  "use strict";
  function keep(node, mark, keys) {
    [].forEach.call(node.querySelectorAll("[" + mark + "]"), function (one) {
      if (keys.indexOf(one.getAttribute(mark)) < 0) one.remove();
    });
  }

  matches.forEach(function (match) {
    var card = page.querySelector('[data-tilbud="' + match.id + '"]');
    // Whoever may not be asked for contact is told why, and nothing else.
    var told = match.fund.map(function (one, i) {
      return (match.kontakt || one.tavs) && [i, one.sandhed, one.skridt].join("-");
    });
    keep(card, "data-naar", told.concat(match.udfald, match.kontakt && "videre-" + match.udfald));
    card.parentNode.appendChild(card);
  });
  var contact = matches.some(function (match) { return match.kontakt; });
  keep(page, "data-samlet", [matches[0].udfald, contact && "kontakt"]);
  return page;
}
