// W_ij belongs to the arrow to i from j: pointing at a number lights its arrow, and back.

export function lightArrows(root) {
  for (const problem of root.querySelectorAll(".problem")) {
    const drawing = problem.querySelector(".drawing.network");
    if (!drawing) continue;
    const arrows = new Map();
    for (const part of drawing.querySelectorAll("[data-entry]")) {
      const entry = part.dataset.entry;
      arrows.set(entry, [...(arrows.get(entry) ?? []), part]);
    }
    const cells = givenCells(problem);
    const light = (entry, isLit) => {
      for (const part of arrows.get(entry) ?? []) part.classList.toggle("lit", isLit);
      cells.get(entry)?.classList.toggle("lit", isLit);
    };
    for (const [entry, parts] of arrows) parts.forEach((part) => onPoint(part, entry, light));
    for (const [entry, cell] of cells) onPoint(cell, entry, light);
    for (const card of problem.querySelectorAll("[data-card]")) followFocus(card, light);
  }
}

function onPoint(element, entry, light) {
  element.addEventListener("pointerenter", () => light(entry, true));
  element.addEventListener("pointerleave", () => light(entry, false));
}

// Typing dL/dW2, row i, column j lights the arrow of W2 that the entry belongs to.
function followFocus(card, light) {
  const weight = /\/d(W\d+)$/.exec(card.dataset.quantity)?.[1];
  if (!weight) return;
  card.querySelectorAll("input.cell").forEach((cell) => {
    const place = cell.closest("td");
    const entry = `${weight}-${place.parentElement.rowIndex}-${place.cellIndex}`;
    cell.addEventListener("focus", () => light(entry, true));
    cell.addEventListener("blur", () => light(entry, false));
  });
}

function givenCells(problem) {
  const cells = new Map();
  for (const item of problem.querySelectorAll("[data-leaf]")) {
    for (const cell of item.querySelectorAll(".matrix td")) {
      cells.set(`${item.dataset.leaf}-${cell.parentElement.rowIndex}-${cell.cellIndex}`, cell);
    }
  }
  return cells;
}
