"use strict";
// The page holds its data; where termkit serve gives it out, it asks for them and can save.
let data = JSON.parse(document.getElementById("data").textContent);
const served = data === null;
const LOW = 0.9;
let beads = [];
let now = 0;
let dirty = false;
const done = [];
const list = document.getElementById("beads");

const WORDS = {
  en: {
    merge: "Merge with next", split: "Split", undo: "Undo", nextLow: "Next doubtful", tsv: "Download TSV", tmx: "Download TMX", save: "Save",
    enDown: "English ↓", enUp: "English ↑", title: "Alignment review", list: "Aligned sentences",
    help: "`j` `k` next, previous bead · `m` merge with next · `s` split · `]` `[` move last Chinese sentence down, first one up · `.` `,` the same in English · `n` next doubtful · `u` undo",
    status: "bead {n} of {all}; {open} doubtful (below {low} or one side empty)", none: "no doubtful bead below",
    saved: "saved {files}", unsaved: "not saved: {reason}", made: "made with {resources}", mark: ", ",
    unreachable: "the server does not answer; download the file instead",
  },
  zh: {
    merge: "与下一条合并", split: "拆分", undo: "撤销", nextLow: "下一处存疑", tsv: "下载 TSV", tmx: "下载 TMX", save: "保存",
    enDown: "英文 ↓", enUp: "英文 ↑", title: "对齐审校", list: "对齐的句子",
    help: "`j` `k` 下一条、上一条 · `m` 与下一条合并 · `s` 拆分 · `]` `[` 中文末句下移、首句上移 · `.` `,` 英文末句下移、首句上移 · `n` 下一处存疑 · `u` 撤销",
    status: "第{n}条，共{all}条；{open}条存疑(低于{low}，或缺一种文字)", none: "下面没有存疑之处",
    saved: "已保存：{files}", unsaved: "未保存：{reason}", made: "所用资源：{resources}", mark: "、",
    unreachable: "服务没有响应；请改为下载文件",
  },
};
let language = navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en";
try {
  const remembered = localStorage.getItem("termkit-language");
  if (remembered in WORDS) language = remembered;
} catch { /* private mode */ }
const t = (name, values = {}) => WORDS[language][name].replace(/\{(\w+)\}/g, (_, slot) => values[slot]);

/** Write everything in the language of the page; the keys of the help are marked as keys. */
function speak() {
  document.documentElement.lang = language === "zh" ? "zh-Hans" : "en";
  for (const each of document.querySelectorAll("[data-say]")) each.textContent = t(each.dataset.say);
  list.setAttribute("aria-label", t("list"));
  document.getElementById("help").replaceChildren(...t("help").split(/`(.+?)`/).map((part, at) => {
    if (at % 2 === 0) return part;
    const key = document.createElement("kbd"); key.textContent = part; return key;
  }));
  const other = document.getElementById("language");
  other.textContent = language === "zh" ? "English" : "中文"; other.lang = language === "zh" ? "en" : "zh-Hans";
  if (!data) return;
  document.title = data.title;
  document.getElementById("made").textContent = data.resources.length ? t("made", {resources: data.resources.join(t("mark"))}) : "";
}

function doubtful(b) { return !b.edited && (b.score < LOW || !b.zh.length || !b.en.length); }

function side(language, indices) {
  const box = document.createElement("div");
  box.className = "side"; box.lang = language === "zh" ? "zh-Hans" : "en";
  indices.forEach((i, at) => {
    const segment = data[language][i], p = document.createElement("p");
    const fresh = segment.number && (i === 0 || data[language][i - 1].block !== segment.block);
    if (fresh) { const n = document.createElement("span"); n.className = "number"; n.textContent = "¶" + segment.number; p.append(n); }
    p.append(segment.text);
    box.append(p);
  });
  return box;
}

function joint(b) {
  const box = document.createElement("div"); box.className = "joint";
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 100 100"); svg.setAttribute("preserveAspectRatio", "none"); svg.setAttribute("aria-hidden", "true");
  const at = (k, n) => 100 * (k + .5) / n;
  b.zh.forEach((_, i) => b.en.forEach((_, j) => {
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    const y = at(i, b.zh.length), z = at(j, b.en.length);
    path.setAttribute("d", `M0 ${y} C50 ${y} 50 ${z} 100 ${z}`); svg.append(path);
  }));
  const label = document.createElement("span");
  label.textContent = `${b.zh.length}–${b.en.length} ` + (b.edited ? "✎" : b.score.toFixed(2));
  box.append(svg, label);
  return box;
}

function row(b, k) {
  const div = document.createElement("div");
  div.className = "bead" + (b.edited ? " edited" : doubtful(b) ? " low" : "") + (b.zh.length && b.en.length ? "" : " null");
  div.tabIndex = k === now ? 0 : -1; div.dataset.k = k;
  if (k === now) div.setAttribute("aria-current", "true");
  div.append(side("zh", b.zh), joint(b), side("en", b.en));
  return div;
}

function draw() { list.replaceChildren(...beads.map(row)); tell(); }
function tell(message) {
  const open = beads.filter(doubtful).length;
  document.getElementById("status").textContent = message ||
    t("status", {n: now + 1, all: beads.length, open, low: LOW});
}
function go(k) {
  const old = list.children[now]; if (old) { old.removeAttribute("aria-current"); old.tabIndex = -1; }
  now = Math.max(0, Math.min(beads.length - 1, k));
  const div = list.children[now]; if (!div) return;
  div.setAttribute("aria-current", "true"); div.tabIndex = 0; div.focus({preventScroll: true});
  div.style.scrollMarginTop = document.querySelector("header").offsetHeight + 8 + "px";
  div.scrollIntoView({block: "nearest"}); tell();
}
function change(start, count, fresh) {
  done.push([JSON.stringify(beads), now]);
  const made = fresh.filter(b => b.zh.length || b.en.length).map(b => ({...b, score: 1, edited: true}));
  beads.splice(start, count, ...made); dirty = true;
  now = Math.min(start, beads.length - 1); draw(); go(now);
}
const actions = {
  merge() { const a = beads[now], b = beads[now + 1]; if (b) change(now, 2, [{zh: [...a.zh, ...b.zh], en: [...a.en, ...b.en]}]); },
  split() {
    const b = beads[now], n = Math.max(b.zh.length, b.en.length);
    if (n < 2 && !(b.zh.length && b.en.length)) return;
    if (n < 2) return change(now, 1, [{zh: b.zh, en: []}, {zh: [], en: b.en}]);
    const zh = Math.ceil(b.zh.length / 2), en = Math.ceil(b.en.length / 2);
    change(now, 1, [{zh: b.zh.slice(0, zh), en: b.en.slice(0, en)}, {zh: b.zh.slice(zh), en: b.en.slice(en)}]);
  },
  undo() { const last = done.pop(); if (last) { beads = JSON.parse(last[0]); now = last[1]; dirty = true; draw(); go(now); } },
  nextLow() { for (let k = now + 1; k < beads.length; k++) if (doubtful(beads[k])) return go(k); tell(t("none")); },
  tsv() { download(data.title + ".tsv", tsv(), "text/tab-separated-values"); },
  tmx() { download(data.title + ".tmx", tmx(), "application/xml"); },
  async save() {
    const sent = beads.map(b => [b.zh, b.en, b.score]), shown = JSON.stringify(beads);
    try {
      const answer = await ask("PUT", {revision: data.revision, beads: sent});
      data.revision = answer.revision; dirty = JSON.stringify(beads) !== shown;
      tell(t("saved", {files: answer.files.join(t("mark"))}));
    } catch (error) { tell(t("unsaved", {reason: error.message})); }
  },
};
for (const language of ["zh", "en"]) {
  actions[language + "Down"] = () => {
    const a = beads[now], b = beads[now + 1]; if (!a[language].length) return;
    const moved = a[language].at(-1), first = {...a, [language]: a[language].slice(0, -1)};
    const next = b ? {...b, [language]: [moved, ...b[language]]} : {zh: [], en: [], [language]: [moved]};
    change(now, b ? 2 : 1, [first, next]);
  };
  actions[language + "Up"] = () => {
    const a = beads[now - 1], b = beads[now]; if (!a || !b[language].length) return;
    const stay = now;
    change(now - 1, 2, [{...a, [language]: [...a[language], b[language][0]]}, {...b, [language]: b[language].slice(1)}]);
    go(Math.min(stay, beads.length - 1));
  };
}
const joined = b => [b.zh.map(i => data.zh[i].text).join(""), b.en.map(i => data.en[i].text).join(" ")];
function tsv() {
  const cell = t => t.replace(/\s+/g, " ").trim();
  return beads.map(b => [b.zh.join(","), b.en.join(","), b.score.toFixed(4), ...joined(b).map(cell)].join("\t") + "\n").join("");
}
function tmx() {
  const esc = t => t.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
  const prop = (type, value) => value ? `<prop type="x-${type}">${esc(value)}</prop>` : "";
  const units = beads.map((b, k) => {
    if (!b.zh.length || !b.en.length) return "";
    const [zh, en] = joined(b);
    return `<tu tuid="${k + 1}">${prop("document-symbol", data.symbol)}${prop("date", data.date)}${prop("score", b.score.toFixed(4))}` +
      `<tuv xml:lang="en"><seg>${esc(en)}</seg></tuv><tuv xml:lang="zh-CN"><seg>${esc(zh)}</seg></tuv></tu>\n`;
  });
  return '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4"><header creationtool="termkit" ' +
    'creationtoolversion="review" segtype="sentence" o-tmf="termkit" adminlang="en" srclang="en" datatype="plaintext"/><body>\n' +
    units.join("") + "</body></tmx>\n";
}
function download(name, text, type) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], {type})); link.download = name; link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
const keys = {m: "merge", s: "split", u: "undo", n: "nextLow", "]": "zhDown", "[": "zhUp", ".": "enDown", ",": "enUp"};
document.addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "j" || event.key === "ArrowDown") { event.preventDefault(); go(now + 1); }
  else if (event.key === "k" || event.key === "ArrowUp") { event.preventDefault(); go(now - 1); }
  else if (keys[event.key]) { event.preventDefault(); actions[keys[event.key]](); }
});
document.querySelector("header").addEventListener("click", event => { const name = event.target.dataset.do; if (name) actions[name](); });
list.addEventListener("click", event => { const div = event.target.closest(".bead"); if (div) go(+div.dataset.k); });
addEventListener("beforeunload", event => { if (served && dirty) event.preventDefault(); });

/** Ask termkit serve; throw an Error with its sentence. */
async function ask(method, body) {
  const headers = {"X-Termkit": "1", "Content-Type": "application/json"};
  const given = new URLSearchParams(location.hash.slice(1)).get("token");
  if (given) {
    sessionStorage.setItem("termkit-token", given);
    history.replaceState(null, "", location.pathname);
  }
  const token = sessionStorage.getItem("termkit-token");
  if (token) headers.Authorization = `Bearer ${token}`;
  const answer = await fetch("/api/align", {method, headers, body: body && JSON.stringify(body)})
    .catch(() => { throw new Error(t("unreachable")); });
  const told = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error((language === "zh" && told.error_zh) || told.error || answer.status);
  return told;
}

async function start() {
  if (served) data = await ask("GET");
  beads = data.beads.map(([zh, en, score]) => ({zh, en, score, edited: false}));
  speak();
  document.getElementById("title").textContent = data.title;
  document.getElementById("save").hidden = !served;
  draw();
  document.documentElement.dataset.ready = "";
}
document.getElementById("language").addEventListener("click", () => {
  language = language === "zh" ? "en" : "zh";
  try { localStorage.setItem("termkit-language", language); } catch { /* for this page only */ }
  speak(); tell();
});
speak();
start().catch(error => { document.getElementById("status").textContent = error.message; });
