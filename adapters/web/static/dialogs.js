// Forms and questions stand in one dialog.

import { $, busy, element } from "./page.js";
import { placeOf } from "./messages.js";

const dialog = $("dialog");
let goBack = () => {};

function open() {
  if (dialog.open) return;
  goBack = placeOf(document.activeElement);
  dialog.showModal();
}

dialog.addEventListener("close", () => {
  dialog.replaceChildren();
  setTimeout(goBack);
});

export function closeDialog() {
  if (dialog.open) dialog.close();
}

// Whether the question was answered with its verb.
export function confirmed(question) {
  const no = element("button", { value: "no", textContent: question.no });
  dialog.replaceChildren(element("form", { method: "dialog" },
    element("h2", { id: "dialog-title", textContent: question.title }),
    element("p", { id: "dialog-text", textContent: question.text }),
    element("div", { className: "buttons" },
      element("button", { value: "yes", className: "primary", textContent: question.yes }), no)));
  dialog.setAttribute("aria-describedby", "dialog-text");
  dialog.returnValue = "";
  open();
  no.focus();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
  });
}

// Show a form; `send` takes its request and values, `read` turns a chosen file into its text.
export function openForm(html, send, read) {
  dialog.innerHTML = html; // rendered and escaped by the server
  dialog.removeAttribute("aria-describedby");
  open();
  const form = dialog.querySelector("form");
  begin(form.querySelector("[aria-invalid]") || form.querySelector("input, textarea, select") || form.querySelector("button"));
  form.onsubmit = (event) => {
    event.preventDefault();
    busy(form.querySelector("[type=submit]"), async () => {
      const values = await valuesOf(form, read);
      if (values) await send(form.dataset.request, values, (words) => complain(form, words));
    });
  };
}

// The form is seen from its top, unless the field to begin with lies out of sight there.
function begin(field) {
  dialog.scrollTop = 0;
  field.focus({ preventScroll: true });
  const under = dialog.querySelector(".buttons:last-child").getBoundingClientRect().top;
  if (field.getBoundingClientRect().bottom > under) field.scrollIntoView({ block: "center" });
}

async function valuesOf(form, read) {
  const values = {};
  for (const field of form.querySelectorAll("[name]")) {
    if (field.type !== "file") values[field.name] = field.value;
    else if (field.files[0]) {
      const answer = await read(field.files[0]);
      if (!answer || answer.error) return complain(form, answer?.error || "The file could not be sent.");
      values[field.name] = answer.text;
    }
  }
  return values;
}

function complain(form, words) {
  const place = form.querySelector(".form-error");
  place.textContent = words;
  place.hidden = false;
  return null;
}
