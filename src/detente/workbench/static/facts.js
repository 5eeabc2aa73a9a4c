"use strict";
// Facts and the ledger: the form shows what can be known of what is chosen, and when.
const records = document.getElementById("records");
if (records && records.dataset.name) {
  const api = `/api/cases/${encodeURIComponent(records.dataset.name)}`;
  const part = (id) => document.getElementById(id);
  const over = (told) => ["done", "stopped", "failed"].includes(told.state);
  const fact = part("fact");

  function choose() {
    const option = fact.elements.of.selectedOptions[0];
    const kind = option.value.split(":")[0];
    for (const each of fact.querySelectorAll(".for")) each.hidden = !each.classList.contains(kind);
    const issues = (option.dataset.issues || "").split(" ");
    for (const each of fact.querySelectorAll("[data-issue]")) each.hidden = !issues.includes(each.dataset.issue);
    const day = fact.elements.on;
    if (option.dataset.first) {
      day.min = option.dataset.first;
      day.max = option.dataset.last;
    }
    if (option.dataset.usual) day.value = option.dataset.usual;
    part("unit").textContent = option.dataset.unit || "";
    part("when").textContent = part("when").dataset.words.replace("{first}", day.min).replace("{last}", day.max);
  }

  const number = (field) => (field.value.trim() === "" ? null : Number(field.value.replace(",", ".")));

  function given() {
    const [kind, of] = fact.elements.of.value.split(":");
    const fields = fact.elements;
    const said = { kind, of: of || "", on: fields.on.value, about: fields.about.value, status: fields.status.value,
      source: fields.source.value, so: fields.so.value === "yes", outcome: fields.outcome.value, terms: {} };
    for (const field of fact.querySelectorAll("select[name^='terms:']")) {
      if (!field.closest("[hidden]") && field.value) said.terms[field.name.slice(6)] = field.value;
    }
    for (const name of ["level", "sd"]) if (number(fields[name]) !== null) said[name] = number(fields[name]);
    return said;
  }

  async function sendTo(path, method, body, told) {
    told.textContent = "";
    const answer = await ask(path, method, body);
    if (answer.ok) location.reload();
    else told.textContent = complaint(answer.data);
  }

  fact.elements.of.addEventListener("change", choose);
  choose();
  fact.addEventListener("submit", (event) => {
    event.preventDefault();
    sendTo(`${api}/facts`, "POST", given(), part("fact-wrong"));
  });
  records.addEventListener("click", (event) => {
    const gone = event.target.closest("button.without");
    if (gone) sendTo(`${api}/facts/${encodeURIComponent(gone.dataset.id)}`, "DELETE", undefined, part("fact-wrong"));
    const asks = event.target.closest("button.ask-whether");
    if (asks) sendTo(`${api}/questions`, "POST", { scenario: asks.dataset.id }, part("seal-wrong"));
  });

  fitted(part("page"));
  function observed(told) {
    part("path-state").textContent = told.state_in_words;
    part("path-progress").hidden = over(told);
    part("path-progress").value = told.total ? Math.min(1, told.done / told.total) : 0;
    part("path-wrong").textContent = told.error;
    if (told.state !== "done") return;
    part("page").hidden = part("path-json").hidden = false;
    part("page").src = `/jobs/${told.id}/page`;
    part("path-json").href = `/api/jobs/${told.id}`;
  }
  part("observe").addEventListener("click", async () => {
    part("path-wrong").textContent = "";
    const answer = await ask(`${api}/observe`, "POST", {});
    if (answer.ok) follow(answer.data.id, observed);
    else part("path-wrong").textContent = complaint(answer.data);
  });
  if (part("observe").dataset.job) follow(part("observe").dataset.job, observed);

  const seal = part("seal");
  function sealing(told) {
    part("seal-state").textContent = told.state_in_words;
    part("seal-progress").hidden = over(told);
    part("seal-progress").value = told.total ? Math.min(1, told.done / told.total) : 0;
    part("seal-wrong").textContent = told.error;
    if (told.state === "done") location.reload();
  }
  if (seal) {
    seal.addEventListener("click", async () => {
      const answer = await ask(`${api}/seal`, "POST", {});
      if (answer.ok) follow(answer.data.id, sealing);
      else part("seal-wrong").textContent = complaint(answer.data);
    });
    if (seal.dataset.job) follow(seal.dataset.job, sealing);
  }

  const resolve = part("resolve");
  function outcomes() {
    const isEnd = resolve.elements.question.value === "scenario";
    for (const each of resolve.querySelectorAll(".answer-of, .end-of")) {
      each.hidden = each.disabled = each.classList.contains("end-of") !== isEnd;
    }
    if (resolve.elements.outcome.selectedOptions[0]?.disabled) {
      resolve.elements.outcome.value = isEnd ? resolve.querySelector(".end-of").value : "yes";
    }
  }
  if (resolve) {
    resolve.elements.question.addEventListener("change", outcomes);
    outcomes();
    resolve.addEventListener("submit", (event) => {
      event.preventDefault();
      const fields = resolve.elements;
      const correct = Boolean(fields.question.selectedOptions[0]?.dataset.again);
      const body = { question: fields.question.value, outcome: fields.outcome.value, on: fields.on.value,
        source: fields.source.value, certain: fields.certain.checked, correct };
      sendTo(`${api}/resolve`, "POST", body, part("resolve-wrong"));
    });
  }
}
