"use strict";
// An earlier text beside the one that stands; what the changes do to the outlook; and back to it.
const list = document.getElementById("versions");
if (list) {
  const api = `/api/cases/${encodeURIComponent(list.dataset.name)}`;
  const part = (id) => document.getElementById(id);
  let chosen = "";
  let text = "";

  list.addEventListener("click", async (event) => {
    const button = event.target.closest("button.begin");
    if (!button) return;
    chosen = button.dataset.version;
    for (const other of list.querySelectorAll("button.begin")) other.removeAttribute("aria-pressed");
    button.setAttribute("aria-pressed", "true");
    const answer = await ask(`${api}/versions/${encodeURIComponent(chosen)}/beside`);
    part("wrong").textContent = answer.ok ? "" : complaint(answer.data);
    part("tools").hidden = !answer.ok;
    part("page").hidden = true;
    part("state").textContent = "";
    if (answer.ok) {
      text = answer.data.text;
      part("shown").innerHTML = answer.data.shown;
    }
  });
  fitted(part("page"));
  part("outlook").addEventListener("click", async () => {
    const answer = await ask(`${api}/versions/${encodeURIComponent(chosen)}/diff`, "POST", {});
    part("wrong").textContent = answer.ok ? "" : complaint(answer.data);
    if (!answer.ok) return;
    follow(answer.data.id, (told) => {
      part("state").textContent = told.state_in_words;
      part("wrong").textContent = told.error;
      if (told.state !== "done") return;
      part("page").hidden = false;
      part("page").src = `/jobs/${told.id}/page`;
    });
  });
  part("restore").addEventListener("click", async () => {
    const answer = await ask(api, "PUT", { text, base: list.dataset.version });
    if (answer.ok) location.assign(`/case/${encodeURIComponent(list.dataset.name)}/case`);
    else part("wrong").textContent = answer.status === 409 ? list.dataset.meanwhile : complaint(answer.data);
  });
}
