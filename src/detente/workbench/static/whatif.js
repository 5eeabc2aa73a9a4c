"use strict";
const form = document.getElementById("whatif");
if (form) {
  const found = document.getElementById("found");
  const state = document.getElementById("state");
  const stop = document.getElementById("stop");
  const pin = document.getElementById("pin");
  const pinned = document.getElementById("pinned");
  const wrong = document.getElementById("wrong");
  const api = `/api/cases/${encodeURIComponent(form.dataset.name)}/whatif`;
  let running = null;
  let events = null;

  function asked() {
    const levers = [...form.querySelectorAll("input[name=lever]:checked")].map((box) => box.value);
    const values = {};
    const path = form.elements.path.value.trim();
    const value = form.elements.value.value.trim();
    if (path && value) values[path] = /^[-+]?(\d+\.?\d*|\.\d+)$/.test(value) ? Number(value) : value;
    return { levers, values };
  }

  function tell(told) {
    const over = ["done", "stopped", "failed"].includes(told.state);
    if (state.textContent !== told.state_in_words) state.textContent = told.state_in_words;
    stop.hidden = over;
    pin.hidden = !told.shown;
    wrong.textContent = told.error;
    if (told.shown && told.shown !== found.innerHTML) found.innerHTML = told.shown;
  }

  async function compare() {
    const wanted = asked();
    if (events) events.close();
    if (running) await ask(`/api/jobs/${running}`, "DELETE");
    const answer = await ask(api, "POST", wanted);
    if (!answer.ok) {
      wrong.textContent = complaint(answer.data);
      return;
    }
    const state = new URLSearchParams();
    for (const lever of wanted.levers) state.append("lever", lever);
    for (const [path, value] of Object.entries(wanted.values)) state.append("set", `${path}=${value}`);
    history.replaceState(null, "", `?${state}`);
    running = answer.data.id;
    events = follow(running, tell);
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    compare();
  });
  form.addEventListener("change", (event) => {
    if (event.target.name === "lever" && (asked().levers.length || form.elements.path.value)) compare();
  });
  stop.addEventListener("click", () => ask(`/api/jobs/${running}`, "DELETE"));
  pin.addEventListener("click", () => {
    if (pinned.children.length >= 4) pinned.firstElementChild.remove();
    const card = document.createElement("section");
    const head = document.createElement("h3");
    head.textContent = [...asked().levers, ...Object.entries(asked().values).map((pair) => pair.join(" = "))].join(" + ");
    card.append(head);
    const copy = found.cloneNode(true);
    copy.removeAttribute("id");
    card.append(copy);
    pinned.append(card);
  });

  // A link holds what was changed.
  const state_ = new URLSearchParams(location.search);
  for (const lever of state_.getAll("lever")) {
    const box = form.querySelector(`input[name=lever][value="${CSS.escape(lever)}"]`);
    if (box) box.checked = true;
  }
  const set = state_.get("set");
  if (set && set.includes("=")) {
    form.elements.path.value = set.slice(0, set.indexOf("="));
    form.elements.value.value = set.slice(set.indexOf("=") + 1);
  }
  if (state_.size) compare();
}
