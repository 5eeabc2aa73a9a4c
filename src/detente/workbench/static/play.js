"use strict";
const form = document.getElementById("play");
if (form) {
  const found = document.getElementById("found");
  const state = document.getElementById("state");
  const progress = document.getElementById("progress");
  const stop = document.getElementById("stop");
  const wrong = document.getElementById("wrong");
  const api = `/api/cases/${encodeURIComponent(found.dataset.name)}/plays`;
  let running = null;

  function tell(told) {
    running = told.id;
    const over = ["done", "stopped", "failed"].includes(told.state);
    if (state.textContent !== told.state_in_words) state.textContent = told.state_in_words;
    progress.hidden = over;
    stop.hidden = over;
    progress.value = told.total ? told.done / told.total : 0;
    wrong.textContent = told.error;
    if (told.shown && told.shown !== found.innerHTML) found.innerHTML = told.shown;
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const whole = (name) => Number(form.elements[name].value);
    const answer = await ask(api, "POST", { beliefs: whole("beliefs"), runs: whole("runs"), seed: whole("seed") });
    if (answer.ok) follow(answer.data.id, tell);
    else wrong.textContent = complaint(answer.data);
  });
  stop.addEventListener("click", () => ask(`/api/jobs/${running}`, "DELETE"));
  // A play goes on while nobody looks; whoever comes back finds it.
  if (found.dataset.job) follow(found.dataset.job, tell);
}
