// Saves what is typed: to the server with a revision number, and to this browser until the server
// has said that it has it. Nothing is overwritten without asking.

import { answersOf, fillAll } from "./cards.js";
import { keptText } from "./kept.js";

const PAUSE_MS = 800;
const RETRY_MS = [2000, 5000, 10000, 20000, 30000];
const REACH_MS = 10000;
const OFFLINE = "not saved: offline, kept in this browser";
const UNSENT = "no connection: nothing was sent, what you typed is kept in this browser";

export function keepDrafts(form, cards) {
  new Drafts(form, cards).begin();
}

class Drafts {
  constructor(form, cards) {
    this.form = form;
    this.cards = cards;
    this.kept = keptText(form.dataset.attempt);
    this.revision = Number(form.dataset.revision);
    this.saved = JSON.stringify(answersOf(cards, "served"));
    this.timer = 0;
    this.failures = 0;
    this.isSaving = false;
    this.isStopped = false;
    this.isLeaving = false;
    this.isReaching = false;
    this.isUnsent = false;
    this.status = document.querySelector("[data-status]");
    this.filled = document.querySelector("[data-filled]");
    this.conflict = document.getElementById("conflict");
  }

  text() {
    return JSON.stringify(answersOf(this.cards));
  }

  begin() {
    this.form.addEventListener("input", () => this.changed());
    this.form.addEventListener("submit", (event) => this.submit(event));
    window.addEventListener("online", () => this.save());
    window.addEventListener("offline", () => this.complain(OFFLINE));
    window.addEventListener("pageshow", () => (this.isLeaving = false));
    document.addEventListener("visibilitychange", () => document.hidden && this.save());
    window.addEventListener("beforeunload", (event) => {
      if (!this.isLeaving && this.text() !== this.saved) event.preventDefault();
    });
    this.count();
    this.bringBack();
    this.changed(); // somebody may have typed before this was loaded
  }

  // Without a connection the browser would leave for an error page of its own, so the service is
  // asked for first.
  async submit(event) {
    if (this.isLeaving) return;
    event.preventDefault();
    if (this.isReaching) return;
    this.isReaching = true;
    this.isLeaving = await isReachable(this.form.dataset.reachUrl);
    this.isReaching = false;
    if (this.isLeaving) this.form.requestSubmit(event.submitter);
    else this.complain(UNSENT);
    this.isUnsent = !this.isLeaving;
  }

  // What this browser still holds from before: typed, and never confirmed by the server.
  bringBack() {
    const kept = this.kept.read();
    if (!kept) return;
    const isNews = JSON.stringify(kept.answers) !== this.saved;
    if (this.form.dataset.state || !isNews) {
      this.kept.forget();
    } else if (kept.revision === this.revision) {
      fillAll(this.cards, kept.answers);
      this.say("brought back from this browser");
      this.save();
    } else {
      this.ask(kept.answers, answersOf(this.cards), this.revision);
    }
  }

  changed() {
    this.count();
    if (this.isStopped || this.text() === this.saved) return;
    this.kept.write(this.revision, answersOf(this.cards));
    if (navigator.onLine) this.say("typing …");
    else this.complain(OFFLINE);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), PAUSE_MS);
  }

  async save() {
    clearTimeout(this.timer);
    if (this.isSaving || this.isStopped || this.text() === this.saved) return;
    this.isSaving = true;
    const answers = answersOf(this.cards);
    try {
      await this.send(answers);
    } catch {
      this.later(OFFLINE);
    } finally {
      this.isSaving = false;
    }
    if (!this.failures && !this.isStopped && this.text() !== this.saved) this.save();
  }

  async send(answers) {
    const answer = await fetch(this.form.dataset.draftUrl, {
      method: "PUT",
      headers: { "Content-Type": "application/json", "X-CSRFToken": this.form.dataset.csrf },
      body: JSON.stringify({ revision: this.revision, answers }),
    });
    if (answer.status >= 500) return this.later("not saved: the service is busy, kept in this browser");
    const body = await answer.json();
    if (answer.ok) return this.took(body, answers);
    if (answer.status === 409) return this.ask(answers, body.answers, body.revision);
    this.isStopped = answer.status === 403;
    const reason = body.reason ?? "reload the page";
    if (this.isStopped) this.say(reason, true);
    else this.later(`not saved: ${reason} Kept in this browser.`);
    return undefined;
  }

  took(body, answers) {
    this.revision = body.revision;
    this.form.querySelector("[data-revision-field]").value = body.revision;
    this.saved = JSON.stringify(answers);
    this.failures = 0;
    this.isUnsent = false;
    if (this.text() === this.saved) this.kept.forget();
    else this.kept.write(this.revision, answersOf(this.cards));
    this.say(`saved ${body.saved_at}`);
  }

  later(words) {
    this.complain(words);
    const pause = RETRY_MS[Math.min(this.failures, RETRY_MS.length - 1)];
    this.failures += 1;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), pause);
  }

  // Two versions: both are shown, and the student chooses.
  ask(mine, theirs, revision) {
    this.isStopped = true;
    this.say("not saved: there are two versions, choose above", true);
    const list = this.conflict.querySelector("[data-differences]");
    list.replaceChildren(differences(this.cards, mine, theirs));
    this.conflict.hidden = false;
    this.conflict.focus();
    this.conflict.scrollIntoView({ block: "center" });
    const choose = (answers) => {
      this.conflict.hidden = true;
      this.isStopped = false;
      this.revision = revision;
      this.saved = JSON.stringify(theirs);
      fillAll(this.cards, answers);
      this.cards.forEach((card) => card.cells[0].dispatchEvent(new Event("input", { bubbles: true })));
      if (this.text() === this.saved) {
        this.form.querySelector("[data-revision-field]").value = revision;
        this.kept.forget();
        this.say("took what was saved");
      } else {
        this.save();
      }
    };
    this.conflict.querySelector("[data-keep-mine]").onclick = () => choose(mine);
    this.conflict.querySelector("[data-take-theirs]").onclick = () => choose(theirs);
  }

  // Who has tried to send and could not is told that for as long as nothing gets through.
  complain(words) {
    this.say(this.isUnsent ? UNSENT : words, true);
  }

  say(words, isBad = false) {
    if (this.status.textContent !== words) this.status.textContent = words;
    this.status.classList.toggle("bad", isBad);
  }

  count() {
    const all = this.cards.flatMap((card) => card.cells);
    const done = all.filter((cell) => cell.value.trim()).length;
    this.filled.hidden = all.length === 0;
    this.filled.textContent = `${done} of ${all.length} entries`;
  }
}

// Any answer will do, also one that complains.
async function isReachable(url) {
  try {
    await fetch(url, { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout(REACH_MS) });
    return true;
  } catch {
    return false;
  }
}

function differences(cards, mine, theirs) {
  const table = document.createElement("table");
  table.className = "list";
  table.append(row("th", ["Entry", "Here", "Saved there"]));
  for (const card of cards) {
    const here = texts(mine[card.problem]?.[card.quantity]);
    const there = texts(theirs[card.problem]?.[card.quantity]);
    for (let i = 0; i < Math.max(here.length, there.length); i += 1) {
      const place = [card.quantity, card.entryWords(i)].filter(Boolean).join(", ");
      if ((here[i] ?? "") !== (there[i] ?? "")) table.append(row("td", [place, here[i] || "–", there[i] || "–"]));
    }
  }
  return table;
}

function texts(answer) {
  return typeof answer === "string" ? [answer] : answer ?? [];
}

function row(tag, words) {
  const element = document.createElement("tr");
  for (const word of words) {
    const cell = document.createElement(tag);
    cell.textContent = word;
    element.append(cell);
  }
  return element;
}
