// What every part of the page uses: who looks at what, elements by id, and the way to the program.

export const $ = (id) => document.getElementById(id);

export const state = {
  person: sessionStorage.person || "dana",
  room: sessionStorage.room || "",
  thread: null,
};

export const here = (more = {}) => ({ person: state.person, room: state.room, ...more });

export function element(tag, properties = {}, ...children) {
  const { aria = {}, data = {}, ...rest } = properties;
  const made = Object.assign(document.createElement(tag), rest);
  for (const [name, value] of Object.entries(aria)) made.setAttribute(name === "role" ? name : `aria-${name}`, value);
  Object.assign(made.dataset, data);
  made.append(...children.filter(Boolean));
  return made;
}

// A moment without its year, where that is the year it is on the page's clock.
export const withoutYear = (moment, now) => moment.replace(now.match(/, \d{4}(?=,)/)?.[0] ?? "", "");

export function problem(words) {
  $("problem").textContent = words;
}

export function announce(words) {
  $("announce").textContent = words;
}

export async function get(path, query = {}) {
  const response = await fetch(`${path}?${new URLSearchParams(here(query))}`).catch(() => null);
  return response?.ok ? response.json() : null;
}

const token = document.querySelector('meta[name="parley-page"]').content;

// The answer, or null after saying what was wrong.
export async function post(path, body) {
  const sent = body instanceof FormData
    ? { body, headers: {} }
    : { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } };
  sent.headers["X-Parley-Page"] = token;
  const response = await fetch(path, { method: "POST", ...sent }).catch(() => null);
  if (!response?.ok) {
    problem(response ? await response.text() : "Parley does not answer. It may have been stopped; what you typed is kept.");
    return null;
  }
  problem("");
  return response.json();
}

// A button that is working keeps the focus and takes no second press.
export async function busy(button, work) {
  if (button.getAttribute("aria-busy") === "true") return;
  button.setAttribute("aria-busy", "true");
  try {
    await work();
  } finally {
    button.removeAttribute("aria-busy");
  }
}
