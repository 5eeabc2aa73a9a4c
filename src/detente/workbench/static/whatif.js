"use strict";
const form = document.getElementById("whatif");
if (form) {
  const part = (id) => document.getElementById(id);
  const found = part("found");
  const sliders = part("sliders");
  const pinned = part("pinned");
  const wrong = part("wrong");
  const api = `/api/cases/${encodeURIComponent(form.dataset.name)}/whatif`;
  let running = null;
  let events = null;
  let timer = 0;

  const number = (said) => (/^[-+]?(\d+\.?\d*|\.\d+)$/.test(said) ? Number(said) : said);

  function asked() {
    const levers = [...form.querySelectorAll("input[name=lever]:checked")].map((box) => box.value);
    const values = {};
    for (const row of sliders.children) {
      const said = row.querySelector(".said").value.trim();
      if (said && said !== row.dataset.before) values[row.dataset.path] = number(said);
    }
    const path = form.elements.path.value.trim();
    const value = form.elements.value.value.trim();
    if (path && value) values[path] = number(value);
    return { levers, values };
  }

  function link(wanted) {
    const state = new URLSearchParams();
    for (const lever of wanted.levers) state.append("lever", lever);
    for (const [path, value] of Object.entries(wanted.values)) state.append("set", `${path}=${value}`);
    return state;
  }

  function tell(told) {
    const over = ["done", "stopped", "failed"].includes(told.state);
    if (part("state").textContent !== told.state_in_words) part("state").textContent = told.state_in_words;
    part("stop").hidden = part("progress").hidden = over;
    part("progress").value = told.total ? Math.min(1, told.done / told.total) : 0;
    part("kept").hidden = !told.beliefs;
    wrong.textContent = told.error;
    if (told.shown && told.shown !== found.innerHTML) found.innerHTML = told.shown;
  }

  async function compare() {
    const wanted = asked();
    const state = link(wanted);
    history.replaceState(null, "", state.size ? `?${state}` : location.pathname);
    if (events) events.close();
    if (running) ask(`/api/jobs/${running}`, "DELETE");
    running = null;
    if (!state.size) {
      found.replaceChildren();
      part("kept").hidden = true;
      return;
    }
    const answer = await ask(api, "POST", wanted);
    if (!answer.ok) {
      wrong.textContent = complaint(answer.data);
      return;
    }
    running = answer.data.id;
    events = follow(running, tell);
  }

  function soon() {
    clearTimeout(timer);
    timer = setTimeout(compare, 250);
  }

  // A slider for a number: it sets the middle; beside it, anything that a number may be can be written.
  function turn(path, value) {
    const option = [...part("which").options].find((each) => each.value === path);
    if (!option || [...sliders.children].some((row) => row.dataset.path === path)) return !!option;
    const row = document.createElement("div");
    row.className = "slider";
    row.dataset.path = path;
    const id = `slider-${path.replace(/[^\w]/g, "-")}`;
    const label = document.createElement("label");
    label.htmlFor = id;
    label.textContent = option.textContent;
    const range = document.createElement("input");
    range.type = "range";
    range.id = id;
    range.min = option.dataset.low;
    range.max = option.dataset.high;
    range.step = option.dataset.step;
    range.value = option.dataset.middle;
    const said = document.createElement("input");
    said.className = "said";
    said.setAttribute("aria-label", `${option.textContent}: ${sliders.dataset.value}`);
    const back = document.createElement("button");
    back.type = "button";
    back.textContent = `${sliders.dataset.asItIs}: ${option.dataset.range}${option.dataset.unit ? ` ${option.dataset.unit}` : ""}`;
    said.value = value || "";
    if (value) range.value = parseFloat(value);
    range.addEventListener("input", () => {
      said.value = option.dataset.unit ? `${range.value} ${option.dataset.unit}` : range.value;
      soon();
    });
    said.addEventListener("change", soon);
    back.addEventListener("click", () => {
      row.remove();
      part("which").focus();
      soon();
    });
    row.append(label, range, said, back);
    sliders.append(row);
    return true;
  }

  part("which").addEventListener("change", (event) => {
    if (event.target.value) turn(event.target.value);
    event.target.value = "";
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    compare();
  });
  form.addEventListener("change", (event) => {
    if (event.target.name === "lever" || event.target.name === "value") soon();
  });
  part("stop").addEventListener("click", () => ask(`/api/jobs/${running}`, "DELETE"));

  part("pin").addEventListener("click", () => {
    if (pinned.children.length >= 4) pinned.firstElementChild.remove();
    const wanted = asked();
    const card = document.createElement("section");
    const head = document.createElement("h3");
    const titles = [...form.querySelectorAll("input[name=lever]:checked")].map((box) => box.dataset.title);
    head.textContent = [...titles, ...Object.entries(wanted.values).map((pair) => pair.join(" = "))].join(" + ");
    const open = document.createElement("a");
    open.href = `?${link(wanted)}`;
    open.textContent = form.dataset.open;
    const off = document.createElement("button");
    off.type = "button";
    off.textContent = form.dataset.pinned;
    off.addEventListener("click", () => card.remove());
    const table = found.querySelector("table").cloneNode(true);
    card.append(head, table, open, " ", off);
    pinned.append(card);
  });
  part("link").addEventListener("click", async () => {
    await navigator.clipboard.writeText(location.href).catch(() => {});
    part("state").textContent = part("link").dataset.done;
  });

  async function keep(how) {
    const answer = await ask(`${api}/keep`, "POST", { ...asked(), as: how, title: part("lever-title").value });
    if (!answer.ok) wrong.textContent = complaint(answer.data);
    else location.assign(`/case/${encodeURIComponent(form.dataset.name)}/case`);
  }
  part("as-version").addEventListener("click", () => keep("version"));
  part("as-lever").addEventListener("click", () => keep("lever"));

  // A link holds what was changed.
  const state = new URLSearchParams(location.search);
  for (const lever of state.getAll("lever")) {
    const box = form.querySelector(`input[name=lever][value="${CSS.escape(lever)}"]`);
    if (box) box.checked = true;
  }
  for (const set of state.getAll("set")) {
    const cut = set.indexOf("=");
    if (cut > 0 && !turn(set.slice(0, cut), set.slice(cut + 1))) {
      form.elements.path.value = set.slice(0, cut);
      form.elements.value.value = set.slice(cut + 1);
    }
  }
  if (state.has("lever") || state.has("set")) compare();
}
