"use strict";
// Going through what documents say: J and K go, A accepts, E edits, R rejects, U undoes; each is written at once.
const intake = document.getElementById("intake");
if (intake) {
  const api = `/api/cases/${encodeURIComponent(intake.dataset.name)}/review`;
  const cards = document.getElementById("cards");
  const wrong = document.getElementById("wrong");
  const all = () => [...cards.querySelectorAll(".card")];

  async function decide(body, path) {
    const answer = await ask(api, "POST", body);
    wrong.textContent = answer.ok ? "" : complaint(answer.data);
    if (!answer.ok) return;
    cards.innerHTML = answer.data.shown;
    const place = all().findIndex((card) => card.dataset.path === path);
    const next = all().slice(place + 1).find((card) => card.dataset.verdict === "open") || all()[place];
    if (next) next.focus();
  }

  function asks(card, verdict) {
    const form = card.querySelector("form.said");
    const says = form.querySelector(".asks");
    const field = form.elements.value;
    form.hidden = false;
    form.dataset.verdict = verdict;
    says.textContent = verdict === "edit" ? says.dataset.edit : says.dataset.reject;
    field.value = verdict === "edit" ? field.dataset.written : "";
    field.focus();
  }

  function act(card, verdict) {
    if (verdict === "accept") decide({ path: card.dataset.path, verdict }, card.dataset.path);
    else asks(card, verdict);
  }

  cards.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-verdict]");
    if (button) act(button.closest(".card"), button.dataset.verdict);
  });
  cards.addEventListener("change", (event) => {
    if (!event.target.matches("select.merge") || !event.target.value) return;
    const path = event.target.closest(".card").dataset.path;
    decide({ path, verdict: "merge", value: event.target.value }, path);
  });
  cards.addEventListener("submit", (event) => {
    event.preventDefault();
    const path = event.target.closest(".card").dataset.path;
    decide({ path, verdict: event.target.dataset.verdict, value: event.target.elements.value.value }, path);
  });
  const undo = () => decide({ undo: true }, "");
  document.getElementById("undo").addEventListener("click", undo);

  // Letters work on a card that has the focus, and never while something is written.
  cards.addEventListener("keydown", (event) => {
    if (event.target.matches("input, select") || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const card = event.target.closest(".card");
    if (!card) return;
    const place = all().indexOf(card);
    const verdict = { a: "accept", e: "edit", r: "reject" }[event.key];
    if (event.key === "j" || event.key === "k") {
      const next = all()[place + (event.key === "j" ? 1 : -1)];
      if (next) next.focus();
    } else if (event.key === "u") undo();
    else if (verdict) act(card, verdict);
    else return;
    event.preventDefault();
  });
  intake.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#card-"]');
    if (link) document.querySelector(link.getAttribute("href"))?.focus();
  });
  const first = all().find((card) => card.dataset.verdict === "open");
  if (first) first.focus({ preventScroll: true });
}
