"use strict";
// The case as text and as grid: one text, one undo; the server says what is wrong and how to write a value.

const file = JSON.parse(document.getElementById("file").textContent);
const words = file.words;
const api = `/api/cases/${encodeURIComponent(file.name)}`;
const saved = document.getElementById("saved");
let version = file.version;
let written = file.text;
let writing = false;
let checking = 0;
let theirs = null;

const text = editor.mount(document.getElementById("editor"), {
  doc: file.text,
  nonce: file.nonce,
  label: words.label,
  onChange: () => changed(),
});

document.getElementById("undo").addEventListener("click", () => text.undo());
document.getElementById("redo").addEventListener("click", () => text.redo());

let checkTimer = 0;
let saveTimer = 0;

function changed() {
  saved.textContent = words.unsaved;
  clearTimeout(checkTimer);
  clearTimeout(saveTimer);
  checkTimer = setTimeout(check, 150);
  saveTimer = setTimeout(save, 500);
}

async function check() {
  const turn = ++checking;
  const asked = text.text();
  const answer = await ask(`${api}/check`, "POST", { text: asked, view }).catch(() => null);
  if (!answer || !answer.ok || turn !== checking) return;
  show(answer.data.problems);
  draw(answer.data.grid);
}

function show(problems) {
  text.problems(
    problems.map((p) => ({ ...p, message: [p.found, p.allowed, p.hint].filter(Boolean).join(" · ") })),
  );
  const place = document.getElementById("problems");
  place.replaceChildren();
  const head = document.createElement("h3");
  head.textContent = !problems.length
    ? words.right
    : problems.length === 1
      ? words.one
      : words.many.replace("{count}", problems.length);
  place.append(head);
  const list = document.createElement("ul");
  for (const problem of problems.slice(0, 100)) {
    const item = document.createElement("li");
    const go = document.createElement("button");
    go.type = "button";
    go.className = problem.severity === "warning" ? "go unsure" : "go bad";
    go.textContent = words.line.replace("{line}", problem.line);
    go.addEventListener("click", () => {
      text.go(problem.line, problem.column);
      text.focus();
    });
    const said = document.createElement("span");
    const hint = problem.hint ? ` ${words.hint.replace("{hint}", problem.hint)}` : "";
    said.textContent = `${problem.path}: ${words.found.replace("{found}", problem.found)} ${words.allowed.replace("{allowed}", problem.allowed)}${hint}`;
    item.append(go, " ", said);
    list.append(item);
  }
  if (problems.length) place.append(list);
}

async function save() {
  if (writing || theirs) return;
  const sent = text.text();
  if (sent === written) {
    saved.textContent = words.saved;
    return;
  }
  writing = true;
  saved.textContent = words.saving;
  const answer = await ask(api, "PUT", { text: sent, base: version }).catch(() => null);
  writing = false;
  if (!answer) {
    saved.textContent = words.lost;
    saveTimer = setTimeout(save, 3000);
  } else if (answer.ok) {
    version = answer.data.version;
    written = sent;
    saved.textContent = text.text() === sent ? words.saved : words.unsaved;
    if (text.text() !== sent) saveTimer = setTimeout(save, 500);
  } else if (answer.status === 409) {
    theirs = answer.data.theirs;
    document.getElementById("meanwhile").hidden = false;
  } else {
    saved.textContent = complaint(answer.data);
  }
}

document.getElementById("theirs").addEventListener("click", () => settle(true));
document.getElementById("mine").addEventListener("click", () => settle(false));

function settle(take) {
  version = theirs.version;
  written = theirs.text;
  if (take) text.replace(theirs.text);
  theirs = null;
  document.getElementById("meanwhile").hidden = true;
  save();
}

window.addEventListener("beforeunload", (event) => {
  if (text.text() !== written) {
    save();
    event.preventDefault();
  }
});

// A file that somebody else has changed is seen when the page is looked at again.
document.addEventListener("visibilitychange", async () => {
  if (document.visibilityState !== "visible" || theirs || writing) return;
  const answer = await ask(api).catch(() => null);
  if (!answer || !answer.ok || answer.data.version === version) return;
  if (text.text() === written) {
    version = answer.data.version;
    written = answer.data.text;
    text.replace(answer.data.text);
  } else {
    theirs = answer.data;
    document.getElementById("meanwhile").hidden = false;
  }
});

let view = "grid";

// One edit of the text: whoever makes it, it is one step of undo.
async function change(path, body, told) {
  const asked = text.text();
  const answer = await ask(`${api}/${path}`, "POST", { text: asked, ...body });
  told.textContent = answer.ok ? "" : complaint(answer.data);
  return answer.ok && text.splice(answer.data.splices, asked) ? answer.data : null;
}

function valued(written) {
  const said = written.trim();
  return /^[-+]?(\d+\.?\d*|\.\d+)$/.test(said) ? Number(said) : said;
}
