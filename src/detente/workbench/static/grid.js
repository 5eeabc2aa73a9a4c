"use strict";
// The case as grid and forms: what is drawn comes from the server, every change is an edit of the text.

const board = document.getElementById("grid");
const editWrong = document.getElementById("edit-wrong");

// The grid.
const details = document.getElementById("details");
const form = document.getElementById("form");
let chosen = null;

board.addEventListener("click", (event) => {
  const cell = event.target.closest("button.cell");
  if (!cell) return;
  chosen = cell.dataset.path;
  for (const other of document.querySelectorAll("button.cell[aria-pressed]")) other.removeAttribute("aria-pressed");
  cell.setAttribute("aria-pressed", "true");
  details.hidden = false;
  document.getElementById("about").textContent = `${cell.dataset.party} · ${cell.dataset.issue}`;
  document.getElementById("options").textContent = cell.dataset.options;
  document.getElementById("form-wrong").textContent = "";
  form.elements.ideal.value = cell.dataset.wants;
  // Where nothing stands yet, how much it matters is offered as a wide guess, in sight and free to be changed.
  const isEmpty = !cell.dataset.wants && !cell.dataset.matters && !cell.dataset.limit;
  form.elements.salience.value = isEmpty ? "30 to 70" : cell.dataset.matters;
  form.elements.limit.value = cell.dataset.limit;
  form.dataset.before = JSON.stringify([cell.dataset.wants, cell.dataset.matters, cell.dataset.limit]);
  text.mark(Number(cell.dataset.line) || null);
  evidence(cell.dataset.because.split(" ").filter(Boolean));
});

board.addEventListener("keydown", (event) => {
  const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
  const cell = step && event.target.closest("button.cell");
  if (!cell) return;
  const rows = [...document.querySelectorAll("#grid tr:has(button.cell)")];
  const row = rows.indexOf(cell.closest("tr"));
  const column = [...rows[row].querySelectorAll("button.cell")].indexOf(cell);
  const next = rows[row + step[0]];
  const other = next && next.querySelectorAll("button.cell")[column + step[1]];
  if (other) {
    other.focus();
    event.preventDefault();
  }
});

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const before = JSON.parse(form.dataset.before);
  const values = {};
  const isNew = before.every((each) => !each);
  ["ideal", "salience", "limit"].forEach((key, place) => {
    const now = form.elements[key].value.trim();
    if (now !== before[place]) values[`${chosen}.${key}`] = now === "" ? null : valued(now);
  });
  if (!Object.keys(values).length || (isNew && !form.elements.ideal.value.trim())) return;
  const whole = {};
  if (isNew) {
    for (const key of ["ideal", "salience", "limit"]) {
      if (form.elements[key].value.trim()) whole[key] = valued(form.elements[key].value);
    }
  }
  const told = document.getElementById("form-wrong");
  if (await change("edit", { values: isNew ? { [chosen]: whole } : values }, told)) {
    form.dataset.before = JSON.stringify(["ideal", "salience", "limit"].map((key) => form.elements[key].value.trim()));
  }
});

document.getElementById("no-position").addEventListener("click", async () => {
  if (await change("edit", { values: { [chosen]: null } }, document.getElementById("form-wrong"))) details.hidden = true;
});

// The claims behind a number, and claims to put there.
function evidence(ids) {
  const place = document.getElementById("claims");
  place.replaceChildren();
  const head = document.createElement("h3");
  head.textContent = words.why;
  place.append(head);
  if (!ids.length) {
    const none = document.createElement("p");
    none.className = "unsure";
    none.textContent = place.dataset.none;
    place.append(none);
  }
  for (const id of ids) {
    const claim = file.claims[id] || { source: id, paragraphs: "", kind: "", says: "" };
    const card = document.createElement("blockquote");
    const from = document.createElement("p");
    from.className = "note";
    from.textContent = claim.source + (claim.paragraphs ? ` ${words.paragraph.replace("{paragraphs}", claim.paragraphs)}` : "");
    const says = document.createElement("p");
    says.textContent = claim.says;
    card.append(from, says);
    place.append(card);
  }
  const choose = document.getElementById("because");
  choose.hidden = !Object.keys(file.claims).length;
  choose.dataset.ids = JSON.stringify(ids);
  choose.elements.claim.replaceChildren(
    ...Object.entries(file.claims).map(([id, claim]) => new Option(claim.says.slice(0, 80), id)),
  );
}

document.getElementById("because").addEventListener("submit", async (event) => {
  event.preventDefault();
  const ids = [...new Set([...JSON.parse(event.target.dataset.ids), event.target.elements.claim.value])];
  const told = document.getElementById("form-wrong");
  if (await change("edit", { values: { [`${chosen}.because`]: ids } }, told)) evidence(ids);
});

// Ranges are pasted from a spreadsheet: rows are issues, columns parties, from the chosen cell on. A cell may hold what is
// wanted, how much it matters and the limit, with / between them.
function cells() {
  return [...board.querySelectorAll("tr:has(button.cell)")].map((row) => [...row.querySelectorAll("button.cell")]);
}

board.addEventListener("paste", async (event) => {
  const cell = event.target.closest("button.cell");
  if (!cell) return;
  event.preventDefault();
  const rows = cells();
  const top = rows.findIndex((row) => row.includes(cell));
  const left = rows[top].indexOf(cell);
  const values = {};
  let beyond = 0;
  const given = event.clipboardData.getData("text/plain").replace(/\r/g, "").replace(/\n$/, "").split("\n");
  given.forEach((line, down) =>
    line.split("\t").forEach((said, right) => {
      const target = rows[top + down] && rows[top + down][left + right];
      if (!said.trim()) return;
      if (!target) {
        beyond += 1;
        return;
      }
      const [ideal, salience, limit] = said.split("/").map((each) => each.trim().replace(/[–—-](?=\d)/, " to ").trim());
      const whole = !target.dataset.wants && !target.dataset.matters;
      const path = target.dataset.path;
      if (whole) {
        values[path] = { ideal: valued(ideal), salience: valued(salience || "50") };
        if (limit) values[path].limit = valued(limit);
      } else {
        values[`${path}.ideal`] = valued(ideal);
        if (salience) values[`${path}.salience`] = valued(salience);
        if (limit) values[`${path}.limit`] = valued(limit);
      }
    }),
  );
  const count = Object.keys(values).length;
  if (count && (await change("edit", { values }, editWrong))) {
    editWrong.textContent = beyond ? words.blocs.replace("{count}", beyond) : "";
    saved.textContent = words.pasted.replace("{count}", count);
  }
});

board.addEventListener("copy", (event) => {
  if (!event.target.closest("button.cell") || String(getSelection())) return;
  event.preventDefault();
  const said = (cell) => [cell.dataset.wants, cell.dataset.matters, cell.dataset.limit].filter(Boolean).join(" / ");
  event.clipboardData.setData("text/plain", cells().map((row) => row.map(said).join("\t")).join("\n"));
});

// Forms.
function draw(drawn) {
  // Where the text is no YAML there is nothing to draw: what was drawn last stays.
  if (!drawn.includes("<table") && !drawn.includes('class="part"') && board.querySelector(".grid, .part")) {
    if (board.dataset.view === view) return;
  }
  const active = document.activeElement;
  const at = board.contains(active) ? { path: active.dataset.path, value: active.value, kind: active.dataset.kind } : null;
  const adding = at && active.closest("form.add");
  const addingKey = adding && `${adding.dataset.kind}/${adding.dataset.of}`;
  const open = [...board.querySelectorAll("details[open][data-key]")].map((each) => each.dataset.key);
  board.innerHTML = drawn;
  board.dataset.view = view;
  for (const each of board.querySelectorAll("details[data-key]")) each.open = open.includes(each.dataset.key);
  if (at && at.path) {
    const kind = at.kind ? `[data-kind="${CSS.escape(at.kind)}"]` : "";
    const again = board.querySelector(`[data-path="${CSS.escape(at.path)}"]${kind}`);
    if (again) {
      if (at.value !== undefined && again.value !== undefined && again.type !== "checkbox" && at.kind) again.value = at.value;
      again.focus();
    }
  } else if (addingKey) {
    for (const form of board.querySelectorAll("form.add")) {
      if (`${form.dataset.kind}/${form.dataset.of}` === addingKey) {
        form.elements.title.value = at.value || "";
        form.elements.title.focus();
      }
    }
  }
  if (opened) {
    const part = board.querySelector(`details[data-key="${CSS.escape(opened)}"]`);
    if (part) {
      part.open = true;
      part.scrollIntoView({ block: "nearest" });
      opened = null;
    }
  }
}
let opened = null;

for (const button of document.querySelectorAll("button[data-view]")) {
  button.addEventListener("click", () => {
    view = button.dataset.view;
    for (const other of document.querySelectorAll("button[data-view]")) other.setAttribute("aria-pressed", other === button);
    document.getElementById("paste-lead").hidden = view !== "grid";
    details.hidden = true;
    check();
  });
}

function held(field) {
  const said = field.value.trim();
  switch (field.dataset.kind) {
    case "truth":
      return field.checked ? true : null;
    case "several":
      return [...field.querySelectorAll("input:checked")].map((box) => box.value);
    case "numbers":
      return said ? said.split(/[\s,，、]+/).map(Number) : null;
    case "number":
    case "plain":
      return said === "" ? null : valued(said);
    default:
      return said === "" ? null : said;
  }
}

board.addEventListener("change", (event) => {
  const field = event.target.closest("[data-path][data-kind]");
  if (!field) return;
  const path = field.dataset.path;
  const several = field.closest("fieldset[data-path]");
  if (several) {
    const chosen = [...several.querySelectorAll("input:checked")].map((box) => box.value);
    change("edit", { values: { [several.dataset.path]: chosen.length ? chosen : null } }, editWrong);
  } else if (field.dataset.kind === "option") {
    const named = { [document.documentElement.lang.startsWith("zh") ? "zh" : "en"]: field.value.trim() };
    change("edit", { values: { [path]: { title: named, level: Number(field.dataset.level) } } }, editWrong);
  } else if (field.dataset.kind === "level") {
    const level = valued(field.value);
    const named = { [document.documentElement.lang.startsWith("zh") ? "zh" : "en"]: field.dataset.title };
    change("edit", { values: { [path]: { title: named, level } } }, editWrong);
  } else if (field.dataset.kind === "condition") {
    const said = field.value.trim();
    change("edit", said ? { written: { [path]: said } } : { values: { [path]: null } }, editWrong);
  } else change("edit", { values: { [path]: held(field) } }, editWrong);
});

board.addEventListener("submit", async (event) => {
  const adding = event.target.closest("form.add");
  if (!adding) return;
  event.preventDefault();
  const title = adding.elements.title.value;
  const done = await change("add", { kind: adding.dataset.kind, title, of: adding.dataset.of }, editWrong);
  if (done) {
    adding.elements.title.value = "";
    opened = adding.dataset.kind === "options" ? null : done.path;
  }
});

board.addEventListener("click", (event) => {
  const remove = event.target.closest("button.remove");
  if (remove) change("edit", { values: { [remove.dataset.path]: null } }, editWrong);
  const summary = event.target.closest("summary[data-line]");
  if (summary && Number(summary.dataset.line)) text.mark(Number(summary.dataset.line));
  const join = event.target.closest("button[data-join]");
  if (join) build(join);
});

// Conditions by clicking.
const TESTS = {
  issues: ["at_least", "at_most", "above", "below", "option", "settled", "shelved"],
  meetings: ["deal", "none", "refused", "held"],
  events: ["happened"],
  factors: ["above", "below"],
  flags: ["raised"],
  parties: ["gain_above", "gain_below"],
  conditions: ["is"],
};
const NAMES = { issues: "issue", meetings: "meeting", events: "event", factors: "factor", flags: "flag", parties: "party", conditions: "condition" };

board.addEventListener("toggle", (event) => {
  const builder = event.target.open && event.target.querySelector(":scope > .build");
  if (builder && !builder.querySelector(".about").options.length) offer(builder);
}, true);

function subjects() {
  return JSON.parse(board.querySelector(".forms").dataset.subjects);
}

function offer(builder) {
  const about = builder.querySelector(".about");
  about.replaceChildren(...subjects().map((each, place) => new Option(each.title, place)));
  about.addEventListener("change", () => offerTests(builder));
  builder.querySelector(".test").addEventListener("change", () => offerValues(builder));
  offerTests(builder);
}

function offerTests(builder) {
  const subject = subjects()[builder.querySelector(".about").value];
  const test = builder.querySelector(".test");
  test.replaceChildren(...(subject ? TESTS[subject.kind] : []).map((each) => new Option(words.tests[each], each)));
  offerValues(builder);
}

function offerValues(builder) {
  const subject = subjects()[builder.querySelector(".about").value];
  const test = builder.querySelector(".test").value;
  const valued = ["at_least", "at_most", "above", "below", "option", "gain_above", "gain_below"].includes(test);
  const named = valued && subject && subject.kind === "issues";
  builder.querySelector(".of").hidden = !valued;
  builder.querySelector(".option").hidden = !named;
  builder.querySelector(".number").hidden = named;
  if (named) builder.querySelector(".option").replaceChildren(...subject.options.map(([id, title]) => new Option(title || id, id)));
}

function build(button) {
  const builder = button.closest(".build");
  const subject = subjects()[builder.querySelector(".about").value];
  if (!subject) return;
  const test = builder.querySelector(".test").value;
  const leaf = { [NAMES[subject.kind]]: subject.id };
  const number = builder.querySelector(".number").value.trim();
  if (["deal", "none", "refused"].includes(test)) leaf.outcome = test;
  else if (["settled", "shelved", "held", "happened", "raised"].includes(test)) leaf[test] = true;
  else if (test !== "is") leaf[test] = subject.kind === "issues" ? builder.querySelector(".option").value : Number(number || 0);
  if (builder.querySelector(".by").value) leaf.by = builder.querySelector(".by").value;
  if (builder.querySelector(".lasting").value.trim()) leaf.lasting = builder.querySelector(".lasting").value.trim();
  const path = builder.dataset.for;
  const before = builder.dataset.now;
  const said = flow(leaf);
  const joined = { instead: said, not: `{not: ${said}}`, all: `{all: [${before}, ${said}]}`, any: `{any: [${before}, ${said}]}` };
  change("edit", { written: { [path]: joined[button.dataset.join] } }, editWrong);
}

function flow(leaf) {
  return `{${Object.entries(leaf).map(([key, value]) => `${key}: ${value}`).join(", ")}}`;
}

check();
saved.textContent = words.saved;
