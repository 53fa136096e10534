// Text that is cut off, leaves its box, or lies on top of other text.
() => {
  const faults = [];
  const shown = (element) => element.checkVisibility() && !element.closest(".mk-hidden, .mk-skip, .mk-trap");
  for (const element of document.body.querySelectorAll("*:not(svg *, svg, input, textarea)")) {
    const style = getComputedStyle(element);
    if (style.overflow === "visible" || !shown(element)) continue;
    if (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1) {
      faults.push(`cut off: ${element.outerHTML.slice(0, 90)}`);
    }
  }
  const lines = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!node.data.trim() || !shown(node.parentElement)) continue;
    let holder = node.parentElement;
    while (getComputedStyle(holder).display === "inline") holder = holder.parentElement;
    const box = holder.getBoundingClientRect();
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const rect of range.getClientRects()) {
      if (rect.width < 1) continue;
      lines.push({ node, rect });
      if (rect.right > box.right + 2 || rect.left < box.left - 2 || rect.bottom > box.bottom + 6) {
        faults.push(`leaves its box: ${node.data.trim().slice(0, 60)}`);
      }
    }
  }
  for (const [index, one] of lines.entries()) {
    for (const other of lines.slice(index + 1)) {
      if (one.node === other.node) continue;
      const across = Math.min(one.rect.right, other.rect.right) - Math.max(one.rect.left, other.rect.left);
      const down = Math.min(one.rect.bottom, other.rect.bottom) - Math.max(one.rect.top, other.rect.top);
      if (across > 2 && down > Math.min(one.rect.height, other.rect.height) / 3) {
        faults.push(`on top of each other: ${one.node.data.trim().slice(0, 40)} / ${other.node.data.trim().slice(0, 40)}`);
      }
    }
  }
  return faults;
}
