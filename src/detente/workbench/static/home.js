"use strict";
// A new case begins from a shipped one, a template, a table, or what is said of it.
const wrong = document.getElementById("wrong");

async function begin(asked) {
  wrong.textContent = "";
  const answer = await ask("/api/cases", "POST", asked);
  if (answer.ok) location.assign(`/case/${encodeURIComponent(answer.data.name)}`);
  else {
    wrong.textContent = complaint(answer.data);
    wrong.scrollIntoView({ block: "nearest" });
  }
}

for (const button of document.querySelectorAll("button.begin")) {
  button.addEventListener("click", () =>
    begin(button.dataset.template ? { template: button.dataset.template } : { from: button.dataset.from }),
  );
}

const lines = (text) => text.split("\n").map((line) => line.trim()).filter(Boolean);

document.getElementById("blank").addEventListener("submit", (event) => {
  event.preventDefault();
  const fields = event.target.elements;
  begin({
    title: fields.title.value,
    as_of: fields.as_of.value,
    until: fields.until.value,
    parties: lines(fields.parties.value),
    issues: lines(fields.issues.value).map((line) => {
      const [, title, rest] = line.match(/^([^:：]*)[:：]?(.*)$/);
      return { title: title.trim(), options: rest.split(/[,，、;；]/).map((each) => each.trim()).filter(Boolean) };
    }),
  });
});

document.getElementById("table").addEventListener("submit", (event) => {
  event.preventDefault();
  const fields = event.target.elements;
  begin({ title: fields.title.value, as_of: fields.as_of.value, table: fields.table.value });
});

const read = (file) =>
  new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done({ name: file.name, base64: reader.result.slice(reader.result.indexOf(",") + 1) });
    reader.onerror = () => failed(reader.error);
    reader.readAsDataURL(file);
  });

document.getElementById("documents").addEventListener("submit", async (event) => {
  event.preventDefault();
  const fields = event.target.elements;
  const button = event.target.querySelector("button");
  wrong.textContent = "";
  button.disabled = true;
  const documents = await Promise.all([...fields.files.files].map(read));
  if (fields.text.value.trim()) documents.push({ name: "text.txt", text: fields.text.value });
  const asked = { title: fields.title.value, as_of: fields.as_of.value, documents };
  const answer = await ask("/api/drafts", "POST", asked);
  button.disabled = false;
  if (answer.ok) location.assign(`/case/${encodeURIComponent(answer.data.name)}/intake`);
  else {
    wrong.textContent = complaint(answer.data);
    wrong.scrollIntoView({ block: "nearest" });
  }
});
