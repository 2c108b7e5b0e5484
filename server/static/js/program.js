// Programs on the attempt page: dropped files are saved at once, and what is typed into an editor
// is saved as it is typed. The form works without any of this.

import { keptText } from "./kept.js";

const PAUSE_MS = 800;
const RETRY_MS = [2000, 5000, 10000, 30000];

const form = document.getElementById("work");
const saveButton = document.querySelector(`button[form="work"]:not([data-hand-in])`);
const editors = [...form.querySelectorAll("[data-editor]")];

for (const zone of form.querySelectorAll("[data-drop]")) takeDrops(zone);
for (const editor of editors) editor.addEventListener("keydown", keepIndentation);
if (form.dataset.programsUrl) keepEditors();

function takeDrops(zone) {
  const input = zone.querySelector("input[type=file]");
  for (const name of ["dragenter", "dragover"]) {
    zone.addEventListener(name, (event) => {
      event.preventDefault();
      zone.classList.add("over");
    });
  }
  for (const name of ["dragleave", "drop"]) zone.addEventListener(name, () => zone.classList.remove("over"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    send();
  });
  input.addEventListener("change", send);

  function send() {
    if (!input.files.length || saveButton?.disabled) return;
    zone.querySelector(".drop-words").textContent = "Uploading …";
    form.requestSubmit(saveButton);
  }
}

// A new line begins where the one before it began; Tab still leaves the editor.
function keepIndentation(event) {
  if (event.key !== "Enter" || event.isComposing || event.shiftKey) return;
  const { value, selectionStart: at } = event.target;
  const line = value.slice(value.lastIndexOf("\n", at - 1) + 1, at);
  const indentation = /^[ \t]*/.exec(line)[0] + (/:\s*$/.test(line) ? "    " : "");
  if (!indentation) return;
  event.preventDefault();
  event.target.setRangeText(`\n${indentation}`, at, event.target.selectionEnd, "end");
  event.target.dispatchEvent(new Event("input", { bubbles: true }));
}

function keepEditors() {
  const kept = keptText(`${form.dataset.attempt}:program`);
  const field = form.querySelector("[data-files-revision]");
  const status = document.querySelector("[data-status]");
  const served = Object.fromEntries(editors.map((editor) => [editor.name, editor.defaultValue]));
  let saved = JSON.stringify(form.dataset.state === "stale" ? served : texts());
  let timer = 0;
  let failures = 0;
  let isSaving = false;
  let isLeaving = false;

  bringBack();
  for (const editor of editors) editor.addEventListener("input", changed);
  form.addEventListener("submit", () => (isLeaving = true));
  window.addEventListener("pageshow", () => (isLeaving = false));
  window.addEventListener("online", save);
  window.addEventListener("beforeunload", (event) => {
    if (!isLeaving && JSON.stringify(texts()) !== saved) event.preventDefault();
  });

  function texts() {
    return Object.fromEntries(editors.map((editor) => [editor.name, editor.value]));
  }

  function say(words, isBad = false) {
    status.textContent = words;
    status.classList.toggle("bad", isBad);
  }

  function changed() {
    if (JSON.stringify(texts()) === saved) return;
    kept.write(Number(field.value), texts());
    say("typing …");
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE_MS);
  }

  async function save() {
    clearTimeout(timer);
    const mine = texts();
    if (isSaving || JSON.stringify(mine) === saved) return;
    isSaving = true;
    try {
      const answer = await fetch(form.dataset.programsUrl, {
        method: "PUT",
        headers: { "Content-Type": "application/json", "X-CSRFToken": form.dataset.csrf },
        body: JSON.stringify({ revision: Number(field.value), texts: mine }),
      });
      if (answer.status >= 500) throw new Error("busy");
      await took(answer, mine);
    } catch {
      say("not saved: kept in this browser", true);
      timer = setTimeout(save, RETRY_MS[Math.min(failures, RETRY_MS.length - 1)]);
      failures += 1;
    } finally {
      isSaving = false;
    }
  }

  async function took(answer, mine) {
    const body = await answer.json();
    if (answer.status === 409) {
      say("not saved: another tab has changed the files; Save and check shows what to do", true);
    } else if (!answer.ok) {
      say(`not saved: ${body.reason ?? "reload the page"}`, true);
    } else {
      field.value = body.revision;
      saved = JSON.stringify(mine);
      failures = 0;
      if (JSON.stringify(texts()) === saved) kept.forget();
      say("saved");
      changed();
    }
  }

  // Typed here before, and never confirmed by the server.
  function bringBack() {
    const found = kept.read();
    const isNews = found && Object.entries(found.answers).some(([name, text]) => name in served && served[name] !== text);
    if (!isNews || form.dataset.state) {
      kept.forget();
    } else if (found.revision === Number(field.value)) {
      for (const editor of editors) {
        if (!(editor.name in found.answers)) continue;
        editor.value = found.answers[editor.name];
        editor.closest("details").open = true;
      }
      say("brought back from this browser");
      save();
    } else {
      for (const editor of editors) showBeside(editor, found.answers[editor.name]);
    }
  }

  function showBeside(editor, text) {
    if (text === undefined || text === editor.value) return;
    const box = document.createElement("details");
    box.className = "notice";
    const summary = document.createElement("summary");
    summary.textContent = "This browser still holds another text, which was never saved";
    const shown = document.createElement("pre");
    shown.className = "code";
    shown.tabIndex = 0;
    shown.textContent = text;
    box.append(summary, shown);
    editor.closest(".file").append(box);
  }
}
