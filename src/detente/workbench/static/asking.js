"use strict";
// Asking the server: JSON both ways, and events of a job that survive a lost connection.

async function ask(path, method, body) {
  const options = { method: method || "GET", headers: {} };
  if (body !== undefined) {
    options.headers["Content-Type"] = "application/json";
    options.body = JSON.stringify(body);
  } else if (options.method !== "GET") {
    options.headers["Content-Type"] = "application/json";
  }
  const answer = await fetch(path, options);
  let data = {};
  try {
    data = await answer.json();
  } catch (error) {
    data = { error: String(answer.status) };
  }
  return { ok: answer.ok, status: answer.status, data };
}

function complaint(data) {
  if (data.problems && data.problems.length) {
    return data.problems.map((p) => [p.path, p.found, p.allowed, p.hint].filter(Boolean).join(" · ")).join("\n");
  }
  return [data.error, data.hint].filter(Boolean).join(" – ");
}

function follow(id, tell) {
  const events = new EventSource(`/api/jobs/${encodeURIComponent(id)}/events`);
  events.onmessage = (event) => {
    const told = JSON.parse(event.data);
    tell(told);
    if (["done", "stopped", "failed"].includes(told.state)) events.close();
  };
  return events;
}
