// Shows under each card what was understood; the server reads, so there is one reader only.

const PAUSE_MS = 450;
export const LONGEST = 20000;

export async function askUnderstood(form, question) {
  try {
    const answer = await fetch(form.dataset.understandUrl, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": form.dataset.csrf },
      body: JSON.stringify(question),
    });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null; // offline: the draft keeps the text, and it is read when it is handed in
  }
}

export function showUnderstood(form, cards) {
  for (const card of cards) {
    let timer = 0;
    card.element.addEventListener("input", () => {
      const turn = card.nextTurn();
      clearTimeout(timer);
      timer = setTimeout(async () => {
        if (!card.isTurn(turn)) return;
        const reading = await askUnderstood(form, { shape: card.shape, ...question(card.answer) });
        if (reading && card.isTurn(turn)) showReading(card, reading);
      }, PAUSE_MS);
    });
  }
}

function question(answer) {
  return typeof answer === "string" ? { text: answer.slice(0, LONGEST) } : { cells: answer };
}

export function showReading(card, reading) {
  const lines = [];
  if (reading.shown) {
    const shown = line("understood", "understood: ");
    const value = document.createElement("span");
    value.className = "mono";
    value.textContent = reading.shown;
    shown.append(value);
    lines.push(shown);
  }
  for (const worked of reading.worked_out) lines.push(line("understood mono", worked));
  card.cells.forEach((cell, index) => {
    const fault = reading.faults[index];
    cell.removeAttribute("aria-invalid");
    if (fault) {
      cell.setAttribute("aria-invalid", "true");
      const place = card.entryWords(index);
      const isPlaced = /^(Row|Entry)/.test(fault) || !place;
      lines.push(faultLine(isPlaced ? fault : `${place[0].toUpperCase()}${place.slice(1)}: ${fault}`));
    }
  });
  if (reading.fault) lines.push(faultLine(reading.fault));
  card.read.replaceChildren(...lines);
}

function line(classes, text) {
  const paragraph = document.createElement("p");
  paragraph.className = classes;
  paragraph.textContent = text;
  return paragraph;
}

function faultLine(text) {
  const paragraph = line("fault", "");
  const sign = document.createElement("span");
  sign.className = "sign";
  sign.setAttribute("aria-hidden", "true");
  sign.textContent = "!";
  paragraph.append(sign, ` ${text}`);
  return paragraph;
}
