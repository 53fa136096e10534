// Sends a form once, however often one clicks, with the button that was pressed. The answer goes to
// *show*; where none comes, *fail* is told, and nothing typed is lost. What is no answer of ours, or
// a browser that cannot do this, gets the form posted as without any script.
function makeSender(able, show, fail) {
  "use strict";
  var PATIENCE = 30000;  // milliseconds without an answer
  var sending = null, call = null, timer = null;

  function busy(form, yes) {
    [].forEach.call(form.querySelectorAll("[type=submit]"), function (button) {
      button.setAttribute("aria-disabled", yes);
    });
    form.querySelector(".mk-sending").textContent = yes ? form.dataset.sender : "";
    sending = yes ? form : null;
  }

  // Ready again; what is still under way is of no interest any more.
  function stop() {
    clearTimeout(timer);
    if (call) call.abort();
    call = null;
    if (sending) busy(sending, false);
  }

  function post(form, button) {
    stop();
    able = false;
    if (button) button.click(); else form.submit();
    able = true;
  }

  function send(form, button) {
    var fields = new URLSearchParams(new FormData(form)), mine = call = new AbortController();
    if (button && button.name) fields.append(button.name, button.value);
    timer = setTimeout(function () { mine.abort(); }, PATIENCE);
    fetch(form.getAttribute("action"), {
      method: "POST", body: fields, signal: mine.signal, headers: { Accept: "application/json" }
    }).then(function (answer) {
      if (/^application\/json/.test(answer.headers.get("content-type"))) return answer.json();
      if (answer.status >= 500) throw new Error(answer.status);
      return {};
    }).then(function (page) {
      if (!page.indhold) return post(form, button);
      stop();
      show(page);
    }).catch(function () {
      if (mine !== call) return;  // the person has gone back meanwhile
      stop();
      fail(form);
    });
  }

  return {
    stop: stop,
    submit: function (event, form, button) {
      if (sending) return event.preventDefault();
      busy(form, true);
      if (!able) {
        timer = setTimeout(stop, PATIENCE);
        return;
      }
      send(form, button);
      event.preventDefault();
    }
  };
}
