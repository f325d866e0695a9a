// The side: people, channels and the clock; and the channel's own menu.

import { expectNews } from "./messages.js";
import { $, busy, element, here, post, state, withoutYear } from "./page.js";

// `go` draws what stands in state; `follow` takes the program's answer to a change.
export function surroundings({ go, follow }) {
  $("person").value = state.person;
  $("person").onchange = () => { state.person = $("person").value; go(); };
  $("rooms").onclick = (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    state.room = button.dataset.room;
    closeSide();
    go();
  };
  $("new-room").onsubmit = async (event) => {
    event.preventDefault();
    const made = await post("/web/room", here({ name: $("new-room-name").value }));
    if (!made?.room) return;
    state.room = made.room;
    $("new-room-name").value = "";
    closeSide();
    go();
  };
  for (const button of document.querySelectorAll("[data-change]")) {
    button.onclick = () => busy(button, async () => {
      $("room-menu").open = false;
      follow(await post("/web/room", here({ change: button.dataset.change })));
    });
  }
  for (const button of document.querySelectorAll("[data-step]")) {
    button.onclick = () => busy(button, () => step({ to: button.dataset.step }));
  }
  if ($("step-to")) {
    $("step-to").onsubmit = (event) => {
      event.preventDefault();
      busy(event.submitter || $("moment"), () => step({ moment: $("moment").value }));
    };
  }
  const step = async (body) => {
    $("now").textContent = "Running the clock …";
    expectNews();
    await post("/web/clock", here(body));
    if ($("moment")) $("moment").value = "";
    closeSide();
    await go();
  };
}

export function drawSurroundings(shown) {
  const room = shown.rooms.find((each) => each.id === shown.room);
  drawRooms(shown);
  const name = room.direct ? "Parley, privately" : `# ${room.name}`;
  $("room-name").textContent = name;
  document.title = `${name}: Parley`;
  $("shared").hidden = !room.shared;
  $("absent").hidden = room.direct || room.parley || shown.messages.length === 0;
  $("room-menu").hidden = room.direct;
  $("remove").hidden = !room.parley;
  $("share").hidden = room.shared;
  $("unshare").hidden = !room.shared;
  $("to-parley").parentElement.hidden = room.direct;
  $("empty").hidden = shown.messages.length > 0;
  $("uninvited").hidden = room.parley;
  $("invited").hidden = !room.parley;
  if ($("now").textContent !== shown.now) $("now").textContent = shown.now;
  $("who").textContent = `${$("person").selectedOptions[0].dataset.name} · ${withoutYear(shown.now, shown.now)}`;
  $("next").textContent = shown.next ? `Next message due: ${shown.next}` : "Nothing is waiting to be sent.";
  if ($("moment")) {
    $("moment").min = shown.moment;
    if ($("moment").value < shown.moment && document.activeElement !== $("moment")) $("moment").value = shown.moment;
  }
}

function drawRooms(shown) {
  const unread = shown.rooms.reduce((sum, room) => sum + room.unread, 0);
  $("menu").classList.toggle("news", unread > 0);
  $("menu").setAttribute("aria-label", unread ? "Channels, people and clock; new messages" : "Channels, people and clock");
  const buttons = new Map([...$("rooms").querySelectorAll("button")].map((button) => [button.dataset.room, button]));
  const items = shown.rooms.map((room) => {
    const button = buttons.get(room.id) || element("button", { type: "button", data: { room: room.id } });
    button.replaceChildren(room.direct ? "Direct: Parley" : `# ${room.name}`);
    if (room.unread) {
      button.append(element("span", { className: "unread" }, String(room.unread), element("span", { className: "hidden", textContent: " new" })));
    }
    if (room.id === shown.room) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
    return button.parentElement || element("li", {}, button);
  });
  if (items.some((item, place) => $("rooms").children[place] !== item) || items.length !== $("rooms").children.length) {
    $("rooms").replaceChildren(...items);
  }
}

// --- on a phone the side slides over the page

function closeSide() {
  if (!$("side").classList.contains("open")) return;
  $("side").classList.remove("open");
  $("shade").hidden = true;
  $("menu").setAttribute("aria-expanded", "false");
  $("menu").focus();
}
$("menu").onclick = () => {
  $("side").classList.add("open");
  $("shade").hidden = false;
  $("menu").setAttribute("aria-expanded", "true");
  $("person").focus();
};
$("shade").onclick = closeSide;
$("close-side").onclick = closeSide;
$("side").onkeydown = (event) => { if (event.key === "Escape") closeSide(); };

document.addEventListener("click", (event) => {
  if (!$("room-menu").contains(event.target)) $("room-menu").open = false;
});
$("room-menu").onkeydown = (event) => {
  if (event.key !== "Escape") return;
  $("room-menu").open = false;
  $("room-menu").querySelector("summary").focus();
};
