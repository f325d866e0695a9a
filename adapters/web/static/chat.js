"use strict";

const token = document.querySelector('meta[name="parley-page"]').content;
const $ = (id) => document.getElementById(id);
const state = { room: sessionStorage.room || "", person: sessionStorage.person || "dana", thread: null, seen: {}, rooms: [] };

$("person").value = state.person;

async function post(path, body) {
  const sent = body instanceof FormData
    ? { body, headers: {} }
    : { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } };
  sent.headers["X-Parley-Page"] = token;
  const response = await fetch(path, { method: "POST", ...sent });
  if (!response.ok) {
    $("problem").textContent = await response.text();
    return null;
  }
  $("problem").textContent = "";
  return response.json();
}

const here = (more = {}) => ({ person: state.person, room: state.room, ...more });

// --- what the page shows

let refreshing = false;
let again = false;
async function refresh() {
  if (refreshing) { again = true; return; }
  refreshing = true;
  try {
    const response = await fetch(`/web/messages?person=${encodeURIComponent(state.person)}&room=${encodeURIComponent(state.room)}`);
    if (response.ok) draw(await response.json());
  } finally {
    refreshing = false;
  }
  if (again) { again = false; refresh(); }
}

function draw(shown) {
  state.room = shown.room;
  sessionStorage.room = shown.room;
  sessionStorage.person = state.person;
  state.seen[`${state.person}/${shown.room}`] = shown.counts[shown.room];
  drawRooms(shown);
  drawHeader(shown.rooms.find((room) => room.id === shown.room));
  drawMessages(shown.messages);
  $("now").textContent = shown.now;
  $("next").textContent = shown.next ? `Next message due: ${shown.next}` : "Nothing is waiting to be sent.";
  if ($("moment") && !$("moment").value) $("moment").value = shown.moment.slice(0, 16);
}

function drawRooms(shown) {
  $("rooms").replaceChildren(...shown.rooms.map((room) => {
    const button = Object.assign(document.createElement("button"), { type: "button" });
    button.setAttribute("aria-current", String(room.id === shown.room));
    button.append(room.direct ? "Direct: Parley" : `# ${room.name}`);
    const unread = shown.counts[room.id] - (state.seen[`${state.person}/${room.id}`] || 0);
    if (unread > 0 && room.id !== shown.room) {
      button.append(Object.assign(document.createElement("span"), { className: "unread", textContent: unread, title: "new messages" }));
    }
    button.onclick = () => { state.room = room.id; stopReplying(); closeMenu(); $("messages").replaceChildren(); refresh(); };
    const item = document.createElement("li");
    item.append(button);
    return item;
  }));
}

function drawHeader(room) {
  $("room-name").textContent = room.direct ? "Parley, privately" : `# ${room.name}`;
  $("shared").hidden = !room.shared;
  const own = !room.direct;
  $("invite").hidden = !own || room.parley;
  $("remove").hidden = !own || !room.parley;
  $("share").hidden = !own || room.shared;
  $("unshare").hidden = !own || !room.shared;
  $("to-parley").parentElement.hidden = room.direct;
  $("empty").dataset.parley = String(room.parley);
}

function drawMessages(messages) {
  const list = $("messages");
  const bottom = list.scrollHeight - list.scrollTop - list.clientHeight < 80;
  const known = new Map([...list.children].map((item) => [item.dataset.id, item]));
  const items = messages.map((message) => {
    const before = known.get(message.id);
    return before && before.dataset.version === String(message.version) ? before : messageItem(message);
  });
  const grew = items.length !== list.children.length;
  const focused = document.activeElement?.closest?.(".message")?.dataset.id;
  list.replaceChildren(...items);
  if (focused && !list.contains(document.activeElement)) {
    list.querySelector(`[data-id="${focused}"] button`)?.focus();
  }
  $("empty").hidden = messages.length > 0 || $("empty").dataset.parley === "true";
  if (bottom && grew) list.scrollTop = list.scrollHeight;
  const pinned = messages.filter((message) => message.pinned);
  $("pinned").hidden = pinned.length === 0;
  $("pinned").replaceChildren(...pinned.slice(-1).map((message) => {
    const words = document.createElement("div");
    words.innerHTML = message.html;
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: `Pinned: ${words.querySelector(".card-title, p")?.textContent || "the conference"}` });
    button.onclick = () => list.querySelector(`[data-id="${message.id}"]`)?.scrollIntoView();
    return button;
  }));
}

function messageItem(message) {
  const item = document.createElement("li");
  item.className = ["message", message.parley && "parley", message.thread && "reply", message.private && "private"].filter(Boolean).join(" ");
  item.dataset.id = message.id;
  item.dataset.version = message.version;
  const avatar = Object.assign(document.createElement("div"), { className: "avatar", textContent: message.author[0] });
  avatar.setAttribute("aria-hidden", "true");
  const meta = document.createElement("div");
  meta.className = "meta";
  meta.append(Object.assign(document.createElement("strong"), { textContent: message.author }));
  const remarks = [message.when, message.private && "only you see this", message.pinned && "pinned", message.edited && "updated"];
  for (const remark of remarks.filter(Boolean)) meta.append(Object.assign(document.createElement("span"), { textContent: remark }));
  const reply = Object.assign(document.createElement("button"), { type: "button", textContent: "Reply", onclick: () => replyTo(message.thread || message.id) });
  const about = Object.assign(document.createElement("button"), { type: "button", textContent: "About", onclick: () => inspect(message.id) });
  reply.setAttribute("aria-label", `Reply to ${message.author}`);
  about.setAttribute("aria-label", "About this message: plain text, other platforms, stored rows");
  if (!message.private) meta.append(reply);
  meta.append(about);
  const body = document.createElement("div");
  body.className = "body";
  body.innerHTML = message.html; // rendered and escaped by the server
  for (const file of message.files) {
    const link = Object.assign(document.createElement("a"), { href: file.url, textContent: `Download ${file.name}` });
    link.download = file.name;
    body.append(link);
  }
  const whole = document.createElement("div");
  whole.append(meta, body);
  item.append(avatar, whole);
  return item;
}

// --- speaking

async function say() {
  const text = $("say").value;
  if (!text.trim()) return;
  $("say").value = "";
  const answer = await post("/web/say", here({ text, to_parley: $("to-parley").checked, thread: state.thread }));
  if (answer === null) $("say").value = text;
  else follow(answer);
}

function follow(answer) {
  if (!answer) return;
  if (answer.form) openForm(answer.form);
  else if (answer.close) $("dialog").close();
}

function replyTo(thread) {
  state.thread = thread;
  $("replying").hidden = false;
  $("say").focus();
}
function stopReplying() {
  state.thread = null;
  $("replying").hidden = true;
}

$("say-form").onsubmit = (event) => { event.preventDefault(); say(); };
$("say").onkeydown = (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); say(); }
};
$("stop-replying").onclick = stopReplying;
$("sample").onclick = () => { $("say").value = $("sample-order").textContent; $("to-parley").checked = true; $("say").focus(); };

async function upload(file, form = false) {
  const data = new FormData();
  Object.entries(here(form ? { form: "yes" } : {})).forEach(([name, value]) => data.append(name, value));
  data.append("file", file);
  return post("/web/upload", data);
}
$("file").onchange = async () => {
  if ($("file").files[0]) follow(await upload($("file").files[0]));
  $("file").value = "";
};
const main = document.querySelector("main");
main.ondragover = (event) => { event.preventDefault(); main.classList.add("dropping"); };
main.ondragleave = () => main.classList.remove("dropping");
main.ondrop = async (event) => {
  event.preventDefault();
  main.classList.remove("dropping");
  if (event.dataTransfer.files[0]) follow(await upload(event.dataTransfer.files[0]));
};

// --- buttons and forms

document.addEventListener("click", async (event) => {
  const copy = event.target.closest("[data-copy]");
  if (copy) {
    await navigator.clipboard?.writeText(copy.parentElement.querySelector("pre").textContent);
    copy.textContent = "Copied";
    return;
  }
  if (event.target.closest("[data-close]")) { $("dialog").close(); return; }
  const button = event.target.closest("button[data-request]");
  if (!button) return;
  if (button.dataset.title && !(await confirmed(button.dataset))) return;
  const message = button.closest(".message")?.dataset.id || "";
  button.disabled = true;
  follow(await post("/web/press", here({ message, request: button.dataset.request })));
  button.disabled = false;
});

function confirmed(question) {
  const dialog = $("dialog");
  const form = document.createElement("form");
  form.method = "dialog";
  const heading = Object.assign(document.createElement("h2"), { id: "dialog-title", textContent: question.title });
  const text = Object.assign(document.createElement("p"), { textContent: question.text });
  const yes = Object.assign(document.createElement("button"), { value: "yes", className: "primary", textContent: question.yes });
  const no = Object.assign(document.createElement("button"), { value: "no", textContent: question.no });
  const buttons = document.createElement("div");
  buttons.className = "buttons";
  buttons.append(yes, no);
  form.append(heading, text, buttons);
  dialog.replaceChildren(form);
  dialog.returnValue = "";
  dialog.showModal();
  no.focus();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
  });
}

function openForm(html) {
  const dialog = $("dialog");
  dialog.innerHTML = html; // rendered and escaped by the server
  if (!dialog.open) dialog.showModal();
  (dialog.querySelector("[aria-invalid]") || dialog.querySelector("input, textarea, select"))?.focus();
  dialog.querySelector("form").onsubmit = async (event) => {
    event.preventDefault();
    const form = event.target;
    const submit = form.querySelector("[type=submit]");
    submit.disabled = true;
    const values = await valuesOf(form);
    if (values) follow(await post("/web/submit", here({ request: form.dataset.request, values })));
    submit.disabled = false;
  };
}

async function valuesOf(form) {
  const values = {};
  for (const field of form.querySelectorAll("[name]")) {
    if (field.type !== "file") { values[field.name] = field.value; continue; }
    if (!field.files[0]) continue;
    const read = await upload(field.files[0], true);
    if (!read || read.error) {
      const error = form.querySelector(".form-error");
      error.textContent = read?.error || "The file could not be sent.";
      error.hidden = false;
      return null;
    }
    values[field.name] = read.text;
  }
  return values;
}

// --- people, rooms, the clock

$("person").onchange = () => { state.person = $("person").value; stopReplying(); $("messages").replaceChildren(); refresh(); };
const change = (what) => async () => follow(await post("/web/room", here({ change: what })));
$("invite").onclick = change("invite");
$("first-invite").onclick = change("invite");
$("remove").onclick = change("remove");
$("share").onclick = change("share");
$("unshare").onclick = change("unshare");
$("new-room").onsubmit = async (event) => {
  event.preventDefault();
  const made = await post("/web/room", here({ name: $("new-room-name").value }));
  if (made?.room) { state.room = made.room; $("new-room-name").value = ""; $("messages").replaceChildren(); refresh(); }
};
$("menu").onclick = () => {
  const open = $("side").classList.toggle("open");
  $("menu").setAttribute("aria-expanded", String(open));
};
function closeMenu() {
  $("side").classList.remove("open");
  $("menu").setAttribute("aria-expanded", "false");
}
async function step(body) {
  const buttons = document.querySelectorAll(".clock button");
  buttons.forEach((button) => { button.disabled = true; });
  await post("/web/clock", body);
  buttons.forEach((button) => { button.disabled = false; });
  if ($("moment")) $("moment").value = "";
  refresh();
}
if ($("step-next")) {
  $("step-next").onclick = () => step({ to: "next" });
  $("step-day").onclick = () => step({ to: "day" });
  $("step-to").onsubmit = (event) => { event.preventDefault(); step({ moment: $("moment").value }); };
}

// --- about a message

async function inspect(message) {
  const response = await fetch(`/web/inspect?${new URLSearchParams(here({ message }))}`);
  if (!response.ok) return;
  const views = await response.json();
  $("inspector").hidden = false;
  const show = (name, tab) => {
    $("view").textContent = views[name];
    for (const each of $("views").children) each.setAttribute("aria-selected", String(each === tab));
  };
  $("views").replaceChildren(...Object.keys(views).map((name) => {
    const tab = Object.assign(document.createElement("button"), { type: "button", textContent: name });
    tab.setAttribute("role", "tab");
    tab.onclick = () => show(name, tab);
    return tab;
  }));
  show(Object.keys(views)[0], $("views").firstChild);
  $("close-inspector").focus();
}
$("close-inspector").onclick = () => { $("inspector").hidden = true; };

const events = new EventSource("/web/events");
events.onmessage = refresh;
refresh();
