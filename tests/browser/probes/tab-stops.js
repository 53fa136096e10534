// Everything that Tab must reach, in the order of the source: numbered for the walk.
() => {
  const controls = "a[href], button, summary, select, textarea, input, [tabindex='0']";
  const groups = new Set();
  const stops = [...document.querySelectorAll(controls)].filter((element) => {
    if (element.type === "hidden" || element.disabled || element.closest(".mk-trap") || !element.checkVisibility()) return false;
    if (element.type !== "radio") return true;
    // A group of radio buttons is one stop: the chosen one, or the first.
    const chosen = document.querySelector(`input[name="${element.name}"]:checked`);
    if (chosen) return chosen === element;
    return !groups.has(element.name) && groups.add(element.name);
  });
  stops.forEach((element, index) => { element.dataset.stop = index; });
  return stops.map((element) => element.outerHTML.slice(0, 90));
}
