// What is too small to be hit: 44 px for buttons, fields, rows to choose, menus and links with a
// look of their own; 24 px for other links, unless they stand in a sentence.
() => {
  const faults = [];
  const controls = "a[href], button, summary, select, textarea, input:not([type=hidden])";
  for (const element of document.querySelectorAll(controls)) {
    if (!element.checkVisibility() || element.closest(".mk-trap")) continue;
    const target = element.closest("label") ?? element;
    const style = getComputedStyle(target);
    const running = element.matches("a:not([class], nav a)");
    const alone = target.parentElement.textContent.trim() === target.textContent.trim();
    if (running && !alone && style.display === "inline") continue;
    const least = running ? 24 : 44;
    const box = target.getBoundingClientRect();
    if (box.height < least || box.width < least) {
      faults.push(`${Math.round(box.width)} x ${Math.round(box.height)} px: ${element.outerHTML.slice(0, 90)}`);
    }
  }
  return faults;
}
