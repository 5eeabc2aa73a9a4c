"use strict";
// Questions of a case: each is worked out when it is first asked, goes on while nobody looks, and is found again.
const asked = document.getElementById("asked");
if (asked) {
  const api = `/api/cases/${encodeURIComponent(asked.dataset.name)}/questions`;
  const part = (id) => document.getElementById(id);
  let chosen = null;
  let events = null;

  function show(job) {
    const frame = part("page");
    frame.hidden = false;
    if (frame.dataset.job !== job) {
      frame.dataset.job = job;
      frame.src = `/jobs/${job}/page`;
    }
    part("tools").hidden = false;
    for (const link of part("files").querySelectorAll("a")) {
      link.hidden = !chosen.dataset.kinds.split(" ").includes(`.${link.dataset.kind}`);
      link.href = `/jobs/${job}/file.${link.dataset.kind}`;
    }
    part("json").href = `/api/jobs/${job}`;
  }

  function tell(button, told) {
    button.dataset.job = told.id;
    button.dataset.version = told.version;
    if (button !== chosen) return;
    const over = ["done", "stopped", "failed"].includes(told.state);
    part("state").textContent = told.state_in_words;
    part("progress").hidden = part("stop").hidden = over;
    part("progress").value = told.total ? Math.min(1, told.done / told.total) : 0;
    part("wrong").textContent = told.error;
    part("outdated").hidden = told.version === asked.dataset.version;
    if (over) part("tools").hidden = false;
    if (told.beliefs) show(told.id);
  }

  async function begin(button) {
    part("page").hidden = part("tools").hidden = part("outdated").hidden = true;
    const answer = await ask(`${api}/${button.dataset.id}`, "POST", { size: part("size").value });
    if (!answer.ok) {
      part("wrong").textContent = complaint(answer.data);
      return;
    }
    if (events) events.close();
    button.dataset.job = answer.data.id;
    events = follow(answer.data.id, (told) => tell(button, told));
  }

  async function choose(button) {
    chosen = button;
    for (const other of asked.querySelectorAll("button.question")) other.removeAttribute("aria-current");
    button.setAttribute("aria-current", "true");
    part("asked-title").textContent = button.firstChild.textContent;
    part("wrong").textContent = part("state").textContent = "";
    part("page").hidden = part("tools").hidden = part("progress").hidden = part("stop").hidden = true;
    history.replaceState(null, "", `#${button.dataset.id}`);
    if (events) events.close();
    if (button.dataset.job) events = follow(button.dataset.job, (told) => tell(button, told));
    else await begin(button);
  }

  asked.addEventListener("click", (event) => {
    const button = event.target.closest("button.question");
    if (button) choose(button);
  });
  part("again").addEventListener("click", () => begin(chosen));
  part("stop").addEventListener("click", () => ask(`/api/jobs/${chosen.dataset.job}`, "DELETE"));
  fitted(part("page"));
  const first = asked.querySelector(`button.question[data-id="${CSS.escape(location.hash.slice(1))}"]`) ||
    [...asked.querySelectorAll("button.question")].find((button) => button.dataset.job);
  if (first) choose(first);
}
