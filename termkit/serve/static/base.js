// What all views share: elements, strings, requests, copying, announcements.

let strings = {};
let language = "en";

/** Make an element: h("a.link", { href }, "text", child …). Text is never taken for markup. */
export function h(what, properties = {}, ...children) {
  const [tag, ...classes] = what.split(".");
  const element = document.createElement(tag || "div");
  if (classes.length) element.className = classes.join(" ");
  set(element, properties);
  element.append(...children.flat().filter((each) => each !== null && each !== undefined && each !== false));
  return element;
}

/** Make an element of a drawing. */
export function s(tag, properties = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  set(element, properties);
  element.append(...children);
  return element;
}

function set(element, properties) {
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "value" || name === "checked") element[name] = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
}

export function show(element, ...children) {
  element.replaceChildren(...children.flat().filter((each) => each !== null && each !== undefined && each !== false));
}

// -- strings ---------------------------------------------------------------------------------------------

export async function loadStrings() {
  strings = await (await fetch("/static/strings.json")).json();
  const wanted = remembered("language") || (navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en");
  setLanguage(wanted in strings ? wanted : "en");
}

export function setLanguage(wanted) {
  language = wanted;
  document.documentElement.lang = wanted === "zh" ? "zh-Hans" : "en";
}

export const currentLanguage = () => language;

/** Return a string of the interface: t("found", { n: 3 }). A key like status.preferred names a table. */
export function t(key, values = {}) {
  const find = (table) => key.split(".").reduce((found, part) => found?.[part], table);
  const found = find(strings[language]) ?? find(strings.en) ?? key.split(".").pop();
  // English has a form for one of a thing; `n` says how many.
  const text = found.other ? found[new Intl.PluralRules(language).select(values.n)] ?? found.other : found;
  return String(text).replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** Return what an answer of the API says in the language of the page: `message`, or `message_zh` in Chinese. */
export const said = (answer, name) => (language === "zh" && answer[`${name}_zh`]) || answer[name];

// -- memory ----------------------------------------------------------------------------------------------

export function remembered(name) {
  try { return localStorage.getItem(`termkit-${name}`) || ""; } catch { return ""; }
}

export function remember(name, value) {
  try { localStorage.setItem(`termkit-${name}`, value); } catch { /* private mode: for this page only */ }
}

// -- requests --------------------------------------------------------------------------------------------

let token = "";
try {
  const given = new URLSearchParams(location.hash.slice(1)).get("token");
  if (given) {
    sessionStorage.setItem("termkit-token", given);
    history.replaceState(null, "", location.pathname + location.search);
  }
  token = sessionStorage.getItem("termkit-token") || given || "";
} catch { /* no storage */ }

/** Ask the API; `body` is an object (JSON) or a File. Throws an Error with the server's sentence. */
export async function api(path, { body, signal, blob = false } = {}) {
  const headers = { "X-Termkit": "1" };
  if (token) headers.Authorization = `Bearer ${token}`;
  const request = { headers, signal, method: body === undefined ? "GET" : "POST" };
  if (body instanceof Blob) {
    headers["Content-Type"] = "application/octet-stream";
    // A Blob without a type, or the browser would put its own in the place of ours.
    request.body = new Blob([body], { type: "application/octet-stream" });
  } else if (body !== undefined) {
    headers["Content-Type"] = "application/json";
    request.body = JSON.stringify(body);
  }
  let answer;
  try {
    answer = await fetch(path, request);
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Error(t("unreachable"));
  }
  if (!answer.ok) {
    const told = await answer.json().catch(() => ({}));
    throw new Error(said(told, "error") || `${answer.status}`);
  }
  return blob ? answer.blob() : answer.json();
}

export const query = (values) =>
  new URLSearchParams(Object.entries(values).filter(([, value]) => value !== "" && value !== undefined)).toString();

// -- what the user is told -------------------------------------------------------------------------------

/** Say something to a screen reader and, as `toast`, on the page for a moment. */
export function say(text, { toast = false, error = false } = {}) {
  document.getElementById("live").textContent = text;
  if (!toast) return;
  document.querySelector(".toast")?.remove();
  const note = h(error ? "div.toast.bad" : "div.toast", { "aria-hidden": "true" }, text);
  document.body.append(note);
  setTimeout(() => note.remove(), error ? 6000 : 2200);
}

export const fail = (error) => { if (error.name !== "AbortError") say(error.message, { toast: true, error: true }); };

export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = h("textarea.unseen", { value: text });
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  say(t("copied", { text }), { toast: true });
}

export function download(blob, name) {
  const link = h("a", { href: URL.createObjectURL(blob), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

// -- small parts -----------------------------------------------------------------------------------------

export const languageTag = (tag) => (tag === "zh" ? "zh-Hans" : tag);

export const pill = (kind, name) =>
  name ? h(`span.pill.${kind}-${name}`, {}, t(`${kind}.${name}`)) : null;

export function copyButton(text) {
  const label = t("copyWhat", { text });
  return h("button.icon", { type: "button", title: label, "aria-label": label, onclick: () => copy(text) },
    s("svg", { viewBox: "0 0 16 16", width: "16", height: "16", "aria-hidden": "true" },
      s("path", { d: "M5 5V2.5h8.5V11H11M2.5 5H11v8.5H2.5z", fill: "none", stroke: "currentColor", "stroke-width": "1.3" })));
}

export function select(name, values, chosen, onchange) {
  const id = `field-${name}`;
  return h("label.field", { for: id }, h("span", {}, t(`field.${name}`)),
    h("select", { id, onchange: (event) => onchange(event.target.value) },
      values.map(([value, text]) => h("option", { value, selected: value === chosen }, text))));
}

/** What people call a document: its symbol, else its title, else the name of its file. */
export const documentName = (each) => each.symbol || each.symbols?.join(", ") || each.title || fileName(each);
export const fileName = (each) => (each.document || each.path || "").split("/").pop();

/** The short way to name a place in a document: name, date, line. */
export const placeName = (each) => [documentName(each), each.date, t("lineNumber", { n: each.line })].filter(Boolean).join(t("comma"));

/** What people call a glossary; `glossaries` are those of the session. */
export function glossaryName(id, glossaries) {
  const known = glossaries.find((each) => each.id === id);
  return known?.role ? t(`glossaryRole.${known.role}`) : (known?.title || id).replace(/\.\w+$/, "");
}

/** A sentence with forms in it marked: each at its first place, the longest first where they overlap. */
export function marked(sentence, ...forms) {
  const spans = [];
  for (const form of [...new Set(forms)].filter(Boolean).sort((a, b) => b.length - a.length)) {
    let at = sentence.indexOf(form);
    while (at >= 0 && spans.some(([start, end]) => at < end && start < at + form.length)) at = sentence.indexOf(form, at + 1);
    if (at >= 0) spans.push([at, at + form.length]);
  }
  const parts = [];
  let last = 0;
  for (const [start, end] of spans.sort((a, b) => a[0] - b[0])) {
    parts.push(sentence.slice(last, start), h("mark", {}, sentence.slice(start, end)));
    last = end;
  }
  return [...parts, sentence.slice(last)];
}

export const isTyping = (target) =>
  target instanceof HTMLElement && (target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName));

export const plainKey = (event) => !(event.ctrlKey || event.metaKey || event.altKey || event.isComposing);
