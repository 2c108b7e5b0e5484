// The result page: what was handed in needs no copy in this browser any more.

import { offerCopies } from "./copy.js";
import { keptText } from "./kept.js";
import { lightArrows } from "./light.js";

const attempt = document.querySelector("[data-handed-in]")?.dataset.handedIn;
if (attempt) {
  keptText(attempt).forget();
  keptText(`${attempt}:program`).forget();
}
offerCopies();
lightArrows(document);

const waiting = document.querySelector("[data-waiting]");
if (waiting) waitForMark(waiting);

// Often at first, for most are marked within a moment; then once in a while.
async function waitForMark(notice) {
  for (let pause = 150; ; pause = Math.min(pause * 1.5, 3000)) {
    await new Promise((resolve) => setTimeout(resolve, pause));
    try {
      const answer = await fetch(notice.dataset.waiting, { cache: "no-store" });
      const { state, ahead } = await answer.json();
      if (state !== "queued") return location.reload();
      notice.querySelector("[data-ahead]").textContent = ahead ? `, after ${ahead} other${ahead === 1 ? "" : "s"}` : "";
    } catch {
      // No connection for now: the next time may do.
    }
  }
}
