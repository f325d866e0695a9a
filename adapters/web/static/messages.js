// The list of messages: drawn so that what did not change is not touched, and nobody loses their place.

import { $, announce, element } from "./page.js";

const LONG_LINES = 8;
const LONG_CHARACTERS = 700;
const list = $("messages");
let shown = null; // the person and room the list stands for
let awaited = null; // the message that answers what was pressed or said
let newsAwaited = false; // whether the clock was run to see what comes
let fresh = []; // ids that arrived out of sight

const find = (id) => [...list.children].find((item) => item.dataset.id === id);

// Bring an answer into sight as soon as it is drawn.
export function expect(id) {
  if (!id) return;
  fresh = [];
  if (find(id)) reveal(id);
  else awaited = id;
}

// Bring the first message that is new into sight: the clock was run to see it.
export function expectNews() {
  newsAwaited = true;
}

export function reveal(id, { focus = false } = {}) {
  const item = find(id);
  if (!item) return;
  const tall = item.offsetHeight > list.clientHeight;
  const [top, bottom] = [item.offsetTop - list.scrollTop, item.offsetTop + item.offsetHeight - list.scrollTop];
  const inside = top < list.clientHeight && bottom > 0;
  if (!(tall && inside && item.dataset.seen)) item.scrollIntoView({ block: tall ? "start" : "nearest" });
  item.dataset.seen = "yes";
  if (focus) item.focus({ preventScroll: true });
}

export function drawMessages(place, messages) {
  const arrivedHere = place !== shown;
  if (arrivedHere) { list.replaceChildren(); fresh = []; newsAwaited = false; }
  shown = place;
  const atBottom = list.scrollHeight - list.scrollTop - list.clientHeight < 80;
  const { added, updated } = arrange(messages);
  const news = added.filter((message) => !message.mine);
  if (arrivedHere) list.scrollTop = list.scrollHeight;
  else settle(added, atBottom);
  const said = [...news, ...updated].map((each) => `${each.author}: ${each.brief}`);
  if (!arrivedHere && said.length) announce(said.join("\n"));
  for (const item of list.children) item.dataset.seen = "yes";
  drawPinned(messages);
  drawFresh();
}

function arrange(messages) {
  const known = new Map([...list.children].map((item) => [item.dataset.id, item]));
  const wanted = new Set(messages.map((message) => message.id));
  for (const [id, item] of known) if (!wanted.has(id)) item.remove();
  const [added, updated] = [[], []];
  let next = list.firstElementChild;
  for (const message of messages) {
    const before = known.get(message.id);
    if (!before) {
      list.insertBefore(messageItem(message), next);
      added.push(message);
      continue;
    }
    if (before !== next) list.insertBefore(before, next);
    else next = before.nextElementSibling;
    if (before.dataset.version !== String(message.version)) {
      exchange(before, messageItem(message));
      updated.push(message);
    }
  }
  return { added, updated };
}

// An updated message takes its place without moving what the reader holds: same button, same spot, same focus.
function exchange(before, after) {
  const held = before.contains(document.activeElement) ? document.activeElement : null;
  const top = held?.getBoundingClientRect().top;
  after.dataset.seen = "yes";
  before.replaceWith(after);
  if (!held) return;
  const same = [...after.querySelectorAll("button")].find((button) => button.textContent === held.textContent);
  (same || after).focus({ preventScroll: true });
  if (same) list.scrollTop += same.getBoundingClientRect().top - top;
}

function settle(added, atBottom) {
  if (awaited && find(awaited)) {
    reveal(awaited);
    awaited = null;
    return;
  }
  if (added.length === 0) return;
  const first = find(added[0].id);
  if (newsAwaited) {
    newsAwaited = false;
    reveal(added[0].id);
  }
  const end = list.lastElementChild === find(added.at(-1).id);
  if (atBottom && end) list.scrollTop = Math.min(list.scrollHeight, first.offsetTop - 8);
  fresh.push(...added.filter((message) => !message.mine).map((message) => message.id));
}

function drawFresh() {
  const [from, to] = [list.scrollTop, list.scrollTop + list.clientHeight];
  fresh = fresh.filter((id) => {
    const item = find(id);
    const top = item && item.offsetTop;
    return item && (top > to - 24 || top + item.offsetHeight < from + 24);
  });
  $("fresh").hidden = fresh.length === 0;
  if (fresh.length === 0) return;
  const count = fresh.length === 1 ? "1 new message" : `${fresh.length} new messages`;
  $("fresh").textContent = `${count} ${find(fresh[0]).offsetTop < from ? "above" : "below"}: show`;
}
list.addEventListener("scroll", drawFresh, { passive: true });
$("fresh").onclick = () => { reveal(fresh.shift(), { focus: true }); drawFresh(); };

function drawPinned(messages) {
  const pinned = messages.filter((message) => message.pinned).at(-1);
  $("pinned").hidden = !pinned;
  if (!pinned) return;
  const words = element("div", { innerHTML: pinned.html }).querySelector(".card-title, p")?.textContent;
  if ($("to-pinned").textContent !== words) $("to-pinned").textContent = words;
  $("to-pinned").onclick = () => reveal(pinned.id, { focus: true });
}

function messageItem(message) {
  const remarks = [message.when, message.private && "Only visible to you", message.pinned && "Pinned", message.edited && "Updated"];
  const reply = element("button", { type: "button", textContent: "Reply", data: { reply: message.thread || message.id }, aria: { label: `Reply to ${message.author}` } });
  const about = element("button", { type: "button", textContent: "About", data: { about: message.id }, aria: { label: "About this message" } });
  const meta = element("div", { className: "meta" },
    element("strong", { textContent: message.author }),
    ...remarks.filter(Boolean).map((remark) => element("span", { textContent: remark })),
    element("span", { className: "actions" }, !message.private && reply, about));
  const body = element("div", { className: "body", innerHTML: message.html.replaceAll("¶ ", "¶\u00a0") }); // rendered and escaped by the server
  for (const file of message.files) {
    body.append(element("a", { href: file.url, download: file.name, className: "download", textContent: `Download ${file.name}` }));
  }
  fold(body);
  const item = element("li", { tabIndex: -1, data: { id: message.id, version: message.version } },
    element("div", { className: "avatar", textContent: message.author[0], aria: { hidden: "true" } }),
    element("div", {}, meta, body));
  item.className = ["message", message.parley && "parley", message.thread && "reply", message.private && "private"].filter(Boolean).join(" ");
  return item;
}

// A pasted order is long; its first lines are enough to know it by.
function fold(body) {
  const spoken = body.querySelector(".spoken");
  const lines = spoken ? spoken.textContent.split("\n").length : 0;
  if (!spoken || (lines <= LONG_LINES && spoken.textContent.length <= LONG_CHARACTERS)) return;
  spoken.classList.add("folded");
  const more = element("button", { type: "button", className: "more", textContent: "Show all", aria: { expanded: "false" } });
  more.onclick = () => {
    const folded = spoken.classList.toggle("folded");
    more.textContent = folded ? "Show all" : "Show less";
    more.setAttribute("aria-expanded", String(!folded));
  };
  body.append(more);
}

// Where the focus goes back to when a dialog has closed and its button was drawn anew meanwhile.
export function placeOf(control) {
  const [id, label] = [control?.closest?.(".message")?.dataset.id, control?.textContent];
  return () => {
    if (document.activeElement && document.activeElement !== document.body) return;
    const item = find(id);
    const same = item && [...item.querySelectorAll("button")].find((button) => button.textContent === label);
    (same || item || (control?.isConnected ? control : $("say"))).focus({ preventScroll: true });
  };
}
