// Finds pages by the words on them. Without this file, the page is a plain list of all pages.
(function () {
  "use strict";
  var form = document.querySelector("[data-module=soeg]");
  if (!form || !window.fetch || !window.URLSearchParams) return;
  var input = form.querySelector("input");
  var list = document.querySelector("[data-soeg-liste]");
  var status = form.querySelector("[role=status]");
  var all = list.innerHTML;
  var index = null;

  // Endings of Danish words, the longest first: "mentorernes" finds "mentor".
  var endings = ["ernes", "erne", "ens", "ets", "ene", "er", "en", "et", "es", "e", "s"];

  function fold(text) {
    return text.toLowerCase()
      .replace(/æ/g, "ae").replace(/ø/g, "oe").replace(/å/g, "aa").replace(/é/g, "e").replace(/ü/g, "u");
  }

  function stem(word) {
    for (var i = 0; i < endings.length; i++) {
      var cut = word.length - endings[i].length;
      if (cut >= 3 && word.slice(cut) === endings[i]) return word.slice(0, cut);
    }
    return word;
  }

  // Each page's score: a word that is the one looked for counts more than one that begins with it.
  function find(query) {
    var scores = {};
    (fold(query).match(/[a-z0-9]{2,}/g) || []).forEach(function (word) {
      var start = stem(word);
      Object.keys(index.ord).forEach(function (known) {
        if (known.indexOf(start) !== 0) return;
        index.ord[known].forEach(function (page) {
          var inTitle = fold(index.sider[page][1]).indexOf(start) >= 0;
          scores[page] = (scores[page] || 0) + (known === word ? 3 : 1) + (inTitle ? 5 : 0);
        });
      });
    });
    return Object.keys(scores).sort(function (a, b) { return scores[b] - scores[a] || a - b; });
  }

  function show(pages) {
    list.textContent = "";
    pages.forEach(function (page) {
      var item = document.createElement("li");
      var link = document.createElement("a");
      link.href = index.sider[page][0];
      link.textContent = index.sider[page][1];
      var text = document.createElement("p");
      text.textContent = index.sider[page][2];
      item.appendChild(link);
      item.appendChild(text);
      list.appendChild(item);
    });
    var words = pages.length === 1 ? form.dataset.en : pages.length ? form.dataset.flere : form.dataset.ingen;
    status.textContent = words.replace("{antal}", pages.length);
  }

  function search() {
    if (input.value.trim().length < 2) {
      list.innerHTML = all;
      status.textContent = "";
    } else {
      show(find(input.value));
    }
  }

  function ready() {
    if (index) return search();
    fetch(form.dataset.indeks).then(function (answer) { return answer.json(); }).then(function (data) {
      index = data;
      search();
    }).catch(function () { /* the plain list stays */ });
  }

  form.hidden = false;
  input.addEventListener("input", ready);
  form.addEventListener("submit", function (event) { event.preventDefault(); ready(); });
})();
