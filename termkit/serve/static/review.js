// Review: one candidate at a time, by keyboard; every decision is on the disk before the next one shows.

import { api, currentLanguage, download, fail, h, isTyping, marked, placeName, plainKey, query, remember, remembered, say, select, show, t } from "./base.js";

const PAGE = 500;

export function reviewView(main, session) {
  if (!session.store) { show(main, h("h1", {}, t("view.review")), h("p.note", {}, t("needsStore"))); return null; }
  let items = [], total = 0, at = 0, progress = null, mode = "", busy = false;
  let only = "open", order = "score";
  const name = h("input", { id: "reviewer", type: "text", maxlength: "80", autocomplete: "name", value: remembered("name"),
    onchange: () => { remember("name", name.value.trim()); draw(); } });
  const head = h("div.head", {});
  const card = h("article.card", { "aria-live": "off", tabindex: "-1", "aria-labelledby": "candidate" });
  const list = h("ol.queue", { "aria-label": t("queue") });
  const current = () => items[at];

  const load = async ({ keep = "" } = {}) => {
    try {
      const found = await api(`/api/review?${query({ only: only === "all" ? "" : only, order, limit: PAGE })}`);
      ({ items, total, progress } = found);
      at = Math.max(0, items.findIndex((each) => pair(each) === keep));
      draw();
    } catch (error) { fail(error); }
  };

  const decide = async (decisions, told) => {
    const by = name.value.trim();
    if (!by) { say(t("nameFirst"), { toast: true, error: true }); name.focus(); return; }
    if (busy) return;
    busy = true;
    try {
      const done = await api("/api/review/decisions", { body: { by, decisions } });
      taken(done);
      mode = "";
      const next = items.findIndex((each, index) => index > at && each.state === "open");
      at = next >= 0 ? next : Math.max(items.findIndex((each) => each.state === "open"), Math.min(at + 1, items.length - 1));
      draw({ focus: true });
      say(`${told} ${progressText()}${current() ? ` ${t("next")}: ${current().full}` : ""}`);
    } catch (error) { fail(error); }
    busy = false;
  };

  const taken = (done) => {
    progress = done.progress;
    for (const item of done.items) {
      const index = items.findIndex((each) => pair(each) === pair(item));
      if (index >= 0) items[index] = item;
    }
  };

  const undo = async () => {
    const by = name.value.trim();
    if (!by || busy) return;
    busy = true;
    try {
      const done = await api("/api/review/undo", { body: { by } });
      taken(done);
      const back = items.findIndex((each) => done.undone.some((one) => one.full === each.full && one.short === each.short));
      if (back >= 0) at = back;
      mode = "";
      draw({ focus: true });
      say(done.undone.length ? t("undone", { text: done.undone.map((each) => each.full).join(t("listMark")) }) : t("nothingToUndo"), { toast: true });
    } catch (error) { fail(error); }
    busy = false;
  };

  const rule = (decision) => {
    const item = current();
    if (item) decide([{ full: item.full, short: item.short, decision }], t("said", { text: item.full, state: t(`state.${decision}`) }));
  };
  const saveBorder = (full) => {
    const item = current();
    const text = item.places[0].sentence;
    const fits = full && full !== item.full && (item.full.endsWith(full) || (full.endsWith(item.full) && text.includes(full)));
    if (!fits) { say(t("borderWrong"), { toast: true, error: true }); return; }
    decide([{ full: item.full, short: item.short, decision: "rejected", note: `→ ${full}` }, { full, short: item.short, decision: "accepted" }],
      t("said", { text: full, state: t("state.edited") }));
  };
  const saveMerge = (into) => {
    const item = current();
    decide([{ full: item.full, short: item.short, decision: "accepted" }, { full: into, short: item.full, decision: "merged" }],
      t("mergedInto", { text: into }));
  };
  const go = (step) => { at = Math.min(Math.max(at + step, 0), items.length - 1); mode = ""; draw({ focus: true }); };
  const enter = (which) => { if (current()) { mode = which; draw(); card.querySelector("input")?.focus(); } };

  const actions = () => [
    ["accept", "A", () => rule("accepted")], ["reject", "R", () => rule("rejected")], ["prefer", "P", () => rule("preferred")],
    ["editBorder", "E", () => enter("edit")], ["merge", "M", () => enter("merge")], ["undo", "U", undo],
    ["previous", "K", () => go(-1)], ["nextOne", "J", () => go(1)],
  ];
  const progressText = () => (progress ? t("progress", { n: progress.decided, m: progress.total }) : "");

  const draw = ({ focus = false } = {}) => {
    show(head, progress ? h("div.progress", {},
      h("div.track", { role: "progressbar", "aria-label": t("progressLabel"), "aria-valuemin": "0", "aria-valuemax": String(progress.total), "aria-valuenow": String(progress.decided), "aria-valuetext": progressText() },
        fill(progress.decided / Math.max(progress.total, 1))),
      h("span", {}, progressText()),
      Object.keys(progress.people).length ? h("span.people", {}, Object.entries(progress.people).map(([who, n]) => `${who} ${n}`).join(t("listMark"))) : null) : null);
    drawCard();
    show(list, items.map((item, index) => h("li", {},
      h("button", { type: "button", "aria-current": index === at ? "true" : null, onclick: () => { at = index; mode = ""; draw({ focus: true }); } },
        h("span.name", { lang: "zh-Hans" }, item.full), h("span.short", { lang: "zh-Hans" }, item.short),
        item.state === "open" ? h("span.score", {}, item.score.toFixed(2)) : h(`span.pill.state-${item.state}`, {}, t(`state.${item.state}`))))),
    total > items.length ? h("li.hint", {}, t("moreInQueue", { n: total - items.length })) : null);
    list.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", container: "nearest" });
    if (focus) card.focus({ preventScroll: true });
  };

  const drawCard = () => {
    const item = current();
    if (!item) { show(card, h("h2", { id: "candidate" }, t("queueEmpty")), h("p.hint", {}, t("queueEmptyHint"))); return; }
    show(card,
      h("p.line.meta", {}, h("span", {}, t(`kind.${item.kind}`)), h("span", {}, t("score", { n: item.score.toFixed(2) })), h("span", {}, t("places", { n: item.count })),
        item.state !== "open" ? h(`span.pill.state-${item.state}`, {}, t(`state.${item.state}`)) : null),
      h("h2", { id: "candidate", lang: "zh-Hans" }, item.full, " ", h("span.arrow", { "aria-hidden": "true" }, "→"), " ", h("span.short", {}, item.short)),
      item.english ? h("p.english", { lang: "en" }, item.english) : null,
      item.becomes ? h("p", {}, t("becomes"), " ", h("strong", { lang: "zh-Hans" }, item.becomes)) : null,
      item.joined ? h("p", {}, t("joined"), " ", h("strong", { lang: "zh-Hans" }, item.joined)) : null,
      mode === "edit" ? borderForm(item) : mode === "merge" ? mergeForm(item) : null,
      h("ul.sentences", {}, item.places.slice(0, 6).map((each) => h("li", {},
        h("span", { lang: "zh-Hans" }, sentence(each.sentence, item)),
        h("span.source", {}, placeName(each))))),
      conflicts(item),
      item.decisions.length ? h("ul.decided", {}, item.decisions.map((each) => h("li", {},
        `${each.by || "?"}: ${t(`state.${each.decision}`)}, `, h("time", { datetime: each.date }, when(each.date)), each.note ? ` (${each.note})` : ""))) : null,
      h("div.buttons", {}, actions().map(([what, key, run]) =>
        h(`button.${what}`, { type: "button", onclick: run, "aria-keyshortcuts": key }, t(`do.${what}`), h("kbd", { "aria-hidden": "true" }, key)))));
  };

  const borderForm = (item) => {
    const text = item.places[0].sentence;
    const input = h("input", { id: "border", type: "text", lang: "zh-Hans", value: item.full, maxlength: "300", onkeydown: (event) => {
      if (event.key === "Enter" && !event.isComposing) { event.preventDefault(); saveBorder(input.value.trim()); }
      if (event.key === "Escape") { mode = ""; draw({ focus: true }); }
    } });
    const step = (by) => {
      const end = text.indexOf(item.full) + item.full.length;
      const start = end - input.value.length - by;
      if (end >= item.full.length && start >= 0 && start < end) input.value = text.slice(start, end);
      else if (by < 0 && input.value.length > 1) input.value = input.value.slice(1);
      input.focus();
    };
    return h("div.form", {}, h("label", { for: "border" }, t("borderLabel")), input,
      h("div.row", {},
        h("button", { type: "button", onclick: () => step(1) }, t("longer")), h("button", { type: "button", onclick: () => step(-1) }, t("shorter")),
        h("button.main", { type: "button", onclick: () => saveBorder(input.value.trim()) }, t("save")),
        h("button", { type: "button", onclick: () => { mode = ""; draw({ focus: true }); } }, t("cancel"))));
  };

  const mergeForm = (item) => {
    const options = h("div.options", { role: "group", "aria-label": t("mergeLabel") });
    const offer = (names) => show(options, [...new Set(names)].filter((each) => each && each !== item.full).slice(0, 8).map((each) =>
      h("button", { type: "button", lang: "zh-Hans", onclick: () => saveMerge(each) }, each)));
    const input = h("input", { id: "merge", type: "text", maxlength: "200", placeholder: t("queryHint"), onkeydown: (event) => {
      if (event.key === "Escape") { mode = ""; draw({ focus: true }); }
      if (event.key === "Enter" && !event.isComposing) options.querySelector("button")?.focus();
    }, oninput: async () => {
      try {
        const found = await api(`/api/lookup?${query({ q: input.value.trim() || item.short, limit: 20 })}`);
        offer(found.hits.filter((each) => each.glossary === "store").map((each) => each.full));
      } catch (error) { fail(error); }
    } });
    offer(item.rivals);
    return h("div.form", {}, h("label", { for: "merge" }, t("mergeLabel")), input, options,
      h("div.row", {}, h("button", { type: "button", onclick: () => { mode = ""; draw({ focus: true }); } }, t("cancel"))));
  };

  const keys = (event) => {
    if (isTyping(event.target) || (!plainKey(event) && !(event.key === "z" && (event.ctrlKey || event.metaKey)))) return;
    const wanted = { ArrowDown: "J", ArrowUp: "K", z: event.ctrlKey || event.metaKey ? "U" : "" }[event.key] ?? event.key.toUpperCase();
    if (event.key.startsWith("Arrow") && event.target !== card && event.target !== document.body && event.target !== main) return;
    const found = actions().find(([, key]) => key === wanted);
    if (!found) return;
    event.preventDefault();
    found[2]();
  };
  document.addEventListener("keydown", keys);

  const exportLinks = h("p.export", {}, h("span", {}, t("exportGlossary")), ["csv", "tbx", "xlsx"].map((form) =>
    h("button", { type: "button", "data-form": form, onclick: () => save(form) }, form.toUpperCase())));
  const save = async (form) => {
    try {
      download(await api(`/api/export?form=${form}`, { blob: true }), `glossary.${form}`);
    } catch (error) { fail(error); }
  };

  show(main, h("h1", {}, t("view.review")), h("p.hint", {}, t("reviewIntro")),
    h("div.actions", {}, h("label.field", { for: "reviewer" }, h("span", {}, t("field.name")), name),
      select("only", ["open", "decided", "all"].map((each) => [each, t(`only.${each}`)]), only, (value) => { only = value; load(); }),
      select("order", ["score", "count", "place"].map((each) => [each, t(`order.${each}`)]), order, (value) => { order = value; load(); })),
    head, h("div.columns", {}, card, h("div.side", {}, list, exportLinks)));
  load();
  return () => document.removeEventListener("keydown", keys);
}

const pair = (item) => `${item.full}\n${item.short}`;

function fill(share) {
  const bar = h("span", {});
  bar.style.width = `${Math.round(share * 100)}%`;
  return bar;
}

/** A sentence with the full form and, behind it, the short form marked. */
function sentence(text, item) {
  const at = text.indexOf(item.full);
  if (at < 0) return marked(text, item.short);
  const end = at + item.full.length;
  const [between, short, rest] = marked(text.slice(end), item.short);
  if (short) short.className = "short";
  return [text.slice(0, at), h("mark", {}, item.full), between, short, rest];
}

function conflicts(item) {
  const told = [];
  if (item.rivals.length) told.push(h("p.note", {}, t("rivals", { short: item.short }), " ", h("span", { lang: "zh-Hans" }, item.rivals.join(t("listMark")))));
  if (item.siblings.length) told.push(h("p.note", {}, t("siblings"), " ", h("span", { lang: "zh-Hans" }, item.siblings.join(t("listMark")))));
  return told;
}

const when = (date) => {
  const moment = new Date(date);
  const tag = currentLanguage() === "zh" ? "zh-CN" : "en-GB";
  return Number.isNaN(moment.getTime()) ? date : moment.toLocaleString(tag, { dateStyle: "medium", timeStyle: "short" });
};
