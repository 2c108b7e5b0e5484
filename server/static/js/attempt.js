// The attempt page. The form works without any of this; here are the conveniences.

import { cardsOf } from "./cards.js";
import { keepDrafts } from "./drafts.js";
import { moveByKeys, pasteMatrices } from "./grid.js";
import { lightArrows } from "./light.js";
import { offerCopies } from "./copy.js";
import { showUnderstood } from "./understood.js";

const form = document.getElementById("work");
const cards = cardsOf(form);

moveByKeys(form);
pasteMatrices(form, cards);
showUnderstood(form, cards);
lightArrows(form);
offerCopies();

if ("preview" in form.dataset) {
  form.addEventListener("submit", (event) => event.preventDefault());
} else {
  keepDrafts(form, cards);
}

document.getElementById("notice")?.focus();
