// What makes the page scroll sideways, or sticks out of it unseen.
() => {
  const root = document.documentElement;
  const faults = [];
  if (root.scrollWidth > root.clientWidth) {
    faults.push(`the page is ${root.scrollWidth} px wide in ${root.clientWidth}`);
  }
  for (const element of document.body.querySelectorAll("*")) {
    if (element.closest("svg")?.contains(element.parentElement)) continue;
    const box = element.getBoundingClientRect();
    if (box.width > 1 && (box.right > root.clientWidth + 1 || box.left < -1)) {
      faults.push(`sticks out: ${element.outerHTML.slice(0, 90)}`);
    }
  }
  return faults;
}
