"use strict";
const deals = document.getElementById("deals");
if (deals) {
  const form = document.getElementById("package");
  const found = document.getElementById("found");
  const wrong = document.getElementById("wrong");
  const pinned = document.getElementById("pinned");
  const api = `/api/cases/${encodeURIComponent(deals.dataset.name)}/deals`;
  const meeting = deals.dataset.meeting;
  let turn = 0;

  function choice() {
    const chosen = {};
    for (const radio of form.querySelectorAll("input:checked")) if (radio.value) chosen[radio.name] = radio.value;
    return chosen;
  }

  function pick(issue, option) {
    const radio = form.querySelector(`input[name="${CSS.escape(issue)}"][value="${CSS.escape(option)}"]`);
    if (radio) radio.checked = true;
  }

  async function look() {
    const now = ++turn;
    const chosen = choice();
    const link = new URLSearchParams({ meeting });
    for (const [issue, option] of Object.entries(chosen)) link.append("settle", `${issue}:${option}`);
    history.replaceState(null, "", `?${link}`);
    const answer = await ask(api, "POST", { meeting, choice: chosen });
    if (now !== turn) return;
    wrong.textContent = answer.ok ? "" : complaint(answer.data);
    if (answer.ok) found.innerHTML = answer.data.shown;
  }

  form.addEventListener("change", look);
  form.addEventListener("submit", (event) => event.preventDefault());
  document.querySelector(".result").addEventListener("click", (event) => {
    const button = event.target.closest("button.pick");
    if (!button) return;
    if (button.dataset.choice) {
      form.reset();
      for (const [issue, option] of Object.entries(JSON.parse(button.dataset.choice))) pick(issue, option);
    } else pick(button.dataset.issue, button.dataset.option);
    look();
  });
  document.getElementById("clear").addEventListener("click", () => {
    form.reset();
    look();
  });
  document.getElementById("pin").addEventListener("click", () => {
    const table = found.querySelector("table");
    if (!table) return;
    if (pinned.children.length >= 4) pinned.firstElementChild.remove();
    const card = document.createElement("section");
    for (const part of found.querySelectorAll(".finding, .finding + .note")) card.append(part.cloneNode(true));
    const again = document.createElement("button");
    again.type = "button";
    again.className = "pick";
    again.dataset.choice = JSON.stringify(choice());
    again.textContent = document.getElementById("pin").dataset.open || "↺";
    card.append(again);
    pinned.append(card);
  });
  const at = document.getElementById("at");
  if (at) at.querySelector("select").addEventListener("change", () => at.submit());

  // A link holds the package.
  for (const pair of new URLSearchParams(location.search).getAll("settle")) {
    const cut = pair.indexOf(":");
    pick(pair.slice(0, cut), pair.slice(cut + 1));
  }
  if (Object.keys(choice()).length) look();
}
