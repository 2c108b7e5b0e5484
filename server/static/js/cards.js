// One card is one asked quantity: its cells, and the field for a whole matrix.

export class Card {
  constructor(element) {
    this.element = element;
    this.problem = element.dataset.problem;
    this.quantity = element.dataset.quantity;
    this.shape = JSON.parse(element.dataset.shape);
    this.cells = [...element.querySelectorAll("input.cell")];
    this.whole = element.querySelector("[data-whole]");
    this.read = element.querySelector("[data-read]");
    this.turn = 0;
  }

  // What was read is shown only if nothing has been typed or pasted since it was asked.
  nextTurn() {
    this.turn += 1;
    return this.turn;
  }

  isTurn(turn) {
    return this.turn === turn;
  }

  get answer() {
    const whole = this.whole?.value ?? "";
    return whole.trim() ? whole : this.cells.map((cell) => cell.value);
  }

  // What the server put here, whatever has been typed since.
  get served() {
    const whole = this.whole?.defaultValue ?? "";
    return whole.trim() ? whole : this.cells.map((cell) => cell.defaultValue);
  }

  set answer(answer) {
    const isWhole = typeof answer === "string";
    if (this.whole) this.whole.value = isWhole ? answer : "";
    if (!isWhole) this.cells.forEach((cell, index) => (cell.value = answer[index] ?? ""));
  }

  fill(texts) {
    this.answer = texts;
    this.cells[0].dispatchEvent(new Event("input", { bubbles: true }));
  }

  entryWords(index) {
    if (this.shape.length === 0) return "";
    if (this.shape.length === 1) return `entry ${index + 1}`;
    const width = this.shape[1];
    return `row ${Math.floor(index / width) + 1}, column ${(index % width) + 1}`;
  }
}

export function cardsOf(form) {
  return [...form.querySelectorAll("[data-card]")].map((element) => new Card(element));
}

export function answersOf(cards, part = "answer") {
  const answers = {};
  for (const card of cards) {
    answers[card.problem] ??= {};
    answers[card.problem][card.quantity] = card[part];
  }
  return answers;
}

export function fillAll(cards, answers) {
  for (const card of cards) {
    const answer = answers[card.problem]?.[card.quantity];
    if (answer !== undefined) card.answer = answer;
  }
  cards[0]?.cells[0].dispatchEvent(new Event("input", { bubbles: true }));
}
