"use strict";
const list = document.getElementById("versions");
if (list) {
  const api = `/api/cases/${encodeURIComponent(list.dataset.name)}`;
  const shown = document.getElementById("shown");
  const restore = document.getElementById("restore");
  const wrong = document.getElementById("wrong");
  list.addEventListener("click", async (event) => {
    const id = event.target.dataset.version;
    if (!id) return;
    const answer = await ask(`${api}/versions/${encodeURIComponent(id)}`);
    if (answer.ok) {
      shown.textContent = answer.data.text;
      shown.hidden = restore.hidden = false;
    } else wrong.textContent = complaint(answer.data);
  });
  restore.addEventListener("click", async () => {
    const answer = await ask(api, "PUT", { text: shown.textContent, base: list.dataset.version });
    if (answer.ok) location.assign(`/case/${encodeURIComponent(list.dataset.name)}/case`);
    else wrong.textContent = answer.status === 409 ? String(answer.status) : complaint(answer.data);
  });
}
