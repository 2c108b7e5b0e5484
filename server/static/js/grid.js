// Moving through a grid by keys, and pasting a whole matrix into any of its cells.

import { LONGEST, askUnderstood, showReading } from "./understood.js";

export function moveByKeys(form) {
  form.addEventListener("keydown", (event) => {
    const cell = event.target;
    if (!cell.matches?.("input.cell") || event.altKey || event.ctrlKey || event.metaKey) return;
    const target = targetOf(cell, event.key);
    if (target === undefined) return;
    event.preventDefault();
    target?.focus();
    target?.select();
  });
}

// undefined: the key keeps its meaning; null: there is nowhere to go.
function targetOf(cell, key) {
  const atStart = cell.selectionStart === 0 && cell.selectionEnd === 0;
  const atEnd = cell.selectionStart === cell.value.length;
  const isAllSelected = cell.value && cell.selectionStart === 0 && atEnd === false
    && cell.selectionEnd === cell.value.length;
  if (key === "ArrowUp") return beside(cell, -1, 0);
  if (key === "ArrowDown") return beside(cell, 1, 0);
  if (key === "Enter") return beside(cell, 1, 0) ?? nextCell(cell);
  if (key === "ArrowLeft" && (atStart || isAllSelected)) return beside(cell, 0, -1) ?? undefined;
  if (key === "ArrowRight" && (atEnd || isAllSelected)) return beside(cell, 0, 1) ?? undefined;
  return undefined;
}

function beside(cell, down, right) {
  const place = cell.closest("td");
  const row = place.parentElement;
  const rows = [...row.parentElement.rows];
  const target = rows[rows.indexOf(row) + down]?.cells[place.cellIndex + right];
  return target?.querySelector("input.cell") ?? null;
}

function nextCell(cell) {
  const all = [...cell.form.querySelectorAll("input.cell")];
  return all[all.indexOf(cell) + 1] ?? null;
}

export function pasteMatrices(form, cards) {
  for (const card of cards) {
    if (card.cells.length < 2) continue;
    for (const cell of card.cells) {
      cell.addEventListener("paste", (event) => {
        const text = event.clipboardData?.getData("text/plain") ?? "";
        if (!looksLikeMany(text)) return;
        event.preventDefault();
        fillFrom(form, card, text);
      });
    }
    card.whole?.addEventListener("change", () => {
      if (card.whole.value.trim()) fillFrom(form, card, card.whole.value);
    });
  }
}

// One entry may hold a decimal comma or spaces around an operator; several hold one of these.
function looksLikeMany(text) {
  return /[\n\t;[\]{}&]|\\\\|,\s|[\d.)]\s+[-+−]?[\d.(]/.test(text.trim());
}

async function fillFrom(form, card, text) {
  const turn = card.nextTurn();
  const reading = await askUnderstood(form, { shape: card.shape, text: text.slice(0, LONGEST) });
  if (reading === null) {
    if (card.whole) card.whole.value = text;
    card.whole?.closest("details").setAttribute("open", "");
    card.whole?.dispatchEvent(new Event("input", { bubbles: true }));
  } else if (reading.cells) {
    card.fill(reading.cells);
    card.cells[0].focus();
  } else if (card.isTurn(turn)) {
    showReading(card, reading);
  }
}
