// The panel about one message: its plain text, other platforms' cards, the rows stored.

import { $, element, get } from "./page.js";

const panel = $("inspector");
let opener = null;

export async function about(button) {
  const views = await get("/web/inspect", { message: button.dataset.about });
  if (!views) return;
  opener = button;
  panel.hidden = false;
  const names = Object.keys(views);
  const tabs = names.map((name) => element("button", {
    type: "button", id: `tab-${name.toLowerCase().replace(" ", "-")}`, textContent: name,
    aria: { role: "tab", controls: "view" }, onclick: () => show(name),
  }));
  const show = (name) => {
    $("view").textContent = views[name];
    tabs.forEach((tab) => {
      tab.setAttribute("aria-selected", String(tab.textContent === name));
      tab.tabIndex = tab.textContent === name ? 0 : -1;
      if (tab.textContent === name) $("view").setAttribute("aria-labelledby", tab.id);
    });
  };
  $("views").onkeydown = (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const to = tabs[(tabs.indexOf(document.activeElement) + step + tabs.length) % tabs.length];
    show(to.textContent);
    to.focus();
  };
  $("views").replaceChildren(...tabs);
  show(names[0]);
  tabs[0].focus();
}

function close() {
  panel.hidden = true;
  if (opener?.isConnected) opener.focus();
}
$("close-inspector").onclick = close;
panel.onkeydown = (event) => { if (event.key === "Escape") close(); };
