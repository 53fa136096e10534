// What screening.py says of answers, said in the browser: the verdict on every programme of a
// guide, the best first. `rules` is what compile_rules.py writes; `answers` is field → values.
function holdAgainst(rules, answers) {
  "use strict";
  var YES = "ja", NO = "nej", UNKNOWN = "uafklaret";
  var OUTCOMES = { ja: "inden_for", uafklaret: "samtale", nej: "uden_for" };
  var RANKS = [YES, UNKNOWN, NO];

  function has(list, one) { return list.indexOf(one) >= 0; }
  function all(truths) { return has(truths, NO) ? NO : has(truths, UNKNOWN) ? UNKNOWN : YES; }
  function any(truths) { return has(truths, YES) ? YES : has(truths, UNKNOWN) ? UNKNOWN : NO; }
  function only(mapping) { return Object.keys(mapping)[0]; }

  function choice(operand, undecided) {
    var name = only(operand), given = answers[name] || [];
    function among(values) { return given.some(function (one) { return has(values, one); }); }
    if (among(operand[name])) return YES;
    return !given.length || among(undecided(name)) ? UNKNOWN : NO;
  }

  var operators = {
    er: function (operand) {
      return choice(operand, function (name) { return rules.spoergsmaal[name].uafklarede; });
    },
    valgt: function (operand) { return choice(operand, function () { return []; }); },
    alle: function (parts) { return all(parts.map(holds)); },
    mindst_en: function (parts) { return any(parts.map(holds)); },
    ikke: function (part) { return { ja: NO, nej: YES, uafklaret: UNKNOWN }[holds(part)]; },
    altid: function (truth) { return truth; }
  };

  function holds(condition) { return operators[only(condition)](condition[only(condition)]); }

  function find(criterion) {
    var truth = holds(criterion.krav), code = criterion.kode;
    if (truth === NO) {
      var cases = criterion.samtale.map(function (one) { return holds(one.naar); });
      if (has(cases, YES)) code = criterion.samtale[cases.indexOf(YES)].kode;
      if (any(cases) !== NO || criterion.ambition) truth = UNKNOWN;
    }
    var silent = criterion.uden_kontakt && truth === NO;
    return { kode: criterion.kode, sandhed: truth, grund: code, skridt: step(criterion, truth), tavs: silent };
  }

  function step(criterion, truth) {
    for (var i = 0; truth !== YES && i < criterion.skridt.length; i++) {
      if (!criterion.skridt[i] || holds(criterion.skridt[i]) === YES) return i;
    }
    return null;
  }

  return rules.tilbud.map(function (offer) {
    var found = offer.kriterier.map(find);
    var truth = all(found.map(function (finding) { return finding.sandhed; }));
    var silent = found.some(function (finding) { return finding.tavs; });
    return { id: offer.id, rang: RANKS.indexOf(truth), udfald: OUTCOMES[truth], fund: found, kontakt: !silent };
  }).sort(function (a, b) { return a.rang - b.rang; });
}
