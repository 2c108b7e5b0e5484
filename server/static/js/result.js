// The result page: what was handed in needs no copy in this browser any more.

import { offerCopies } from "./copy.js";
import { keptText } from "./kept.js";
import { lightArrows } from "./light.js";

const attempt = document.querySelector("[data-handed-in]")?.dataset.handedIn;
if (attempt) keptText(attempt).forget();
offerCopies();
lightArrows(document);
