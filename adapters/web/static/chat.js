// The page: what is said and pressed goes to the program, what comes back is drawn.

import { about } from "./about.js";
import { closeDialog, confirmed, openForm } from "./dialogs.js";
import { drawMessages, expect } from "./messages.js";
import { $, busy, get, here, post, problem, state, withoutYear } from "./page.js";
import { drawSurroundings, surroundings } from "./surroundings.js";

// --- looking

let looking = null;
let again = false;

function refresh() {
  again = true;
  looking ??= look().finally(() => { looking = null; });
  return looking;
}

async function look() {
  while (again) {
    again = false;
    const asked = here();
    const shown = await get("/web/messages");
    if (asked.person !== state.person || asked.room !== state.room) again = true;
    else if (shown) draw(shown);
  }
}

function draw(shown) {
  state.room = shown.room;
  sessionStorage.room = shown.room;
  sessionStorage.person = state.person;
  drawSurroundings(shown);
  drawMessages(`${state.person}/${shown.room}`, shown.messages.map((each) => ({ ...each, when: withoutYear(each.when, shown.now) })));
}

function go() {
  stopReplying();
  return refresh();
}

// --- what the program answers

function follow(answer) {
  if (!answer) return;
  if (answer.form) {
    openForm(answer.form, send, (file) => upload(file, { form: "yes" }));
    return;
  }
  if (answer.close) closeDialog();
  expect(answer.message);
  refresh();
}

async function send(request, values, complain) {
  const answer = await post("/web/submit", here({ request, values }));
  if (answer) follow(answer);
  else complain($("problem").textContent);
}

// --- saying

async function say() {
  const text = $("say").value;
  if (!text.trim()) return;
  $("say").value = "";
  fit();
  const answer = await post("/web/say", here({ text, to_parley: $("to-parley").checked, thread: state.thread }));
  if (answer === null && !$("say").value) $("say").value = text;
  fit();
  follow(answer);
}

function fit() {
  $("say").rows = Math.min(8, Math.max(1, $("say").value.split("\n").length));
}

function stopReplying() {
  state.thread = null;
  $("replying").hidden = true;
}

$("say-form").onsubmit = (event) => { event.preventDefault(); say(); };
$("say").oninput = fit;
$("say").onkeydown = (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); say(); }
  if (event.key === "Escape") stopReplying();
};
$("stop-replying").onclick = () => { stopReplying(); $("say").focus(); };
for (const button of document.querySelectorAll("[data-sample]")) {
  button.onclick = () => {
    $("say").value = $("sample-order").content.textContent.trim();
    $("to-parley").checked = true;
    fit();
    $("say").focus();
    $("say").setSelectionRange(0, 0);
    $("say").scrollTop = 0;
  };
}

async function upload(file, more = {}) {
  const data = new FormData();
  Object.entries(here(more)).forEach(([name, value]) => data.append(name, value));
  data.append("file", file);
  return post("/web/upload", data);
}
$("file").onchange = async () => {
  if ($("file").files[0]) follow(await upload($("file").files[0]));
  $("file").value = "";
};
const main = document.querySelector("main");
main.ondragover = (event) => { event.preventDefault(); main.classList.add("dropping"); };
main.ondragleave = (event) => { if (!main.contains(event.relatedTarget)) main.classList.remove("dropping"); };
main.ondrop = async (event) => {
  event.preventDefault();
  main.classList.remove("dropping");
  if (event.dataTransfer.files[0]) follow(await upload(event.dataTransfer.files[0]));
};

// --- pressing

document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if ("copy" in button.dataset) copy(button);
  else if ("close" in button.dataset) closeDialog();
  else if ("about" in button.dataset) about(button);
  else if ("reply" in button.dataset) replyTo(button.dataset.reply);
  else if ("request" in button.dataset) busy(button, () => press(button));
});

async function press(button) {
  const message = button.closest(".message")?.dataset.id || "";
  if (button.dataset.title && !(await confirmed(button.dataset))) return;
  follow(await post("/web/press", here({ message, request: button.dataset.request })));
}

async function copy(button) {
  const text = button.parentElement.querySelector("pre");
  try {
    await navigator.clipboard.writeText(text.textContent);
    button.textContent = "Copied";
  } catch {
    getSelection().selectAllChildren(text);
    button.textContent = "Selected";
  }
}

function replyTo(thread) {
  state.thread = thread;
  $("replying").hidden = false;
  $("say").focus();
}

surroundings({ go, follow });

let start = null;
new EventSource("/web/events").onmessage = ({ data }) => {
  start ??= data;
  if (data === start) refresh();
  else if ($("say").value || $("dialog").open) problem("Parley was started again. Reload this page to go on.");
  else location.reload();
};
refresh();
