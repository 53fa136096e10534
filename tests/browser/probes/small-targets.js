// What is too small to be hit: 44 px for all but links that stand in a sentence.
() => {
  const faults = [];
  const controls = "a[href], button, summary, select, textarea, input:not([type=hidden])";
  for (const element of document.querySelectorAll(controls)) {
    if (!element.checkVisibility()) continue;
    const target = element.closest("label") ?? element;
    const style = getComputedStyle(target);
    const around = target.parentElement.textContent.trim().length - target.textContent.trim().length;
    if (style.display === "inline" && around > 0) continue;
    const box = target.getBoundingClientRect();
    if (box.height < 44 || box.width < 44) {
      faults.push(`${Math.round(box.width)} x ${Math.round(box.height)} px: ${element.outerHTML.slice(0, 90)}`);
    }
  }
  return faults;
}
