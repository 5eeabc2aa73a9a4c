"use strict";
for (const button of document.querySelectorAll("button.begin")) {
  button.addEventListener("click", async () => {
    button.disabled = true;
    const answer = await fetch("/api/cases", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ from: button.dataset.from }),
    });
    const data = await answer.json();
    button.disabled = false;
    if (answer.ok) location.assign(`/case/${encodeURIComponent(data.name)}`);
    else document.getElementById("wrong").textContent = data.error || answer.status;
  });
}
