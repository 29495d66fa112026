// Look-up: results while typing, arrows and Enter.

import { api, copy, copyButton, documentName, fail, glossaryName, h, languageTag, pill, plainKey, query, s, say, show, t } from "./base.js";

const LIMIT = 30;

export function lookupView(main, session, go) {
  const grid = h("div.hits", { role: "grid", id: "hits", "aria-label": t("hits") });
  const info = h("p.hint", { id: "lookup-hint" });
  const input = h("input.query", {
    id: "query", type: "text", role: "combobox", autocomplete: "off", spellcheck: "false", autocapitalize: "off",
    "aria-label": t("view.lookup"), "aria-haspopup": "grid", "aria-expanded": "false", "aria-controls": "hits",
    "aria-describedby": "lookup-hint", placeholder: t("queryHint"), maxlength: "300",
    value: new URLSearchParams(location.search).get("q") || "",
  });
  let hits = [], shown = "", chosen = -1, pending = null, timer = 0;

  const rest = () => {
    show(grid);
    input.setAttribute("aria-expanded", "false");
    const terms = session.glossaries.map((each) => t("glossaryTerms", { title: glossaryName(each.id, session.glossaries), n: each.terms.toLocaleString() }));
    show(info, t("lookupIntro", { glossaries: terms.join(t("listMark")) }));
  };

  const choose = (index) => {
    chosen = hits.length ? (index + hits.length) % hits.length : -1;
    for (const [number, row] of [...grid.children].entries()) {
      row.setAttribute("aria-selected", String(number === chosen));
      if (number === chosen) row.scrollIntoView({ block: "nearest" });
    }
    if (chosen >= 0) input.setAttribute("aria-activedescendant", `hit-${chosen}`);
    else input.removeAttribute("aria-activedescendant");
  };

  const ask = async () => {
    pending?.abort();
    const text = input.value.trim();
    history.replaceState(null, "", text ? `/?${query({ q: text })}` : "/");
    if (!text) { hits = []; shown = ""; choose(-1); rest(); return; }
    pending = new AbortController();
    try {
      const found = await api(`/api/lookup?${query({ q: text, limit: LIMIT })}`, { signal: pending.signal });
      hits = found.hits;
      shown = text;
      show(grid, hits.map((hit, index) => row(hit, index, () => choose(index), session.glossaries)));
      input.setAttribute("aria-expanded", String(hits.length > 0));
      choose(hits.length ? 0 : -1);
      const near = hits.length && hits.every((each) => each.match === "fuzzy");
      const told = hits.length ? t(near ? "foundNear" : "found", { n: hits.length }) : t("foundNone", { text });
      const others = found.near.map((each) => h("button.link", { type: "button", lang: "zh-Hans", onclick: () => { input.value = each; input.focus(); ask(); } }, each));
      show(info, hits.length ? [told, " ", h("span.keys", {}, t("lookupKeys"))]
        : [told, " ", ...(others.length ? [t("nearby"), ...others] : [t("searchHint")])]);
      say([told, others.length ? `${t("nearby")} ${found.near.join(t("listMark"))}` : ""].join(" "));
    } catch (error) { fail(error); }
  };

  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, 40); });
  input.addEventListener("keydown", async (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      choose(event.key === "ArrowDown" ? chosen + 1 : Math.max(chosen, 0) - 1);
    } else if (event.key === "Enter") {
      event.preventDefault();
      // Who types fast and presses Enter means what was typed, not what the last answer showed.
      if (input.value.trim() !== shown) { clearTimeout(timer); await ask(); }
      const hit = hits[chosen];
      if (!hit) return;
      if (event.ctrlKey || event.metaKey) go(address(hit));
      else copy(event.shiftKey ? hit.english || hit.acronym || primary(hit) : primary(hit));
    } else if (event.key === "Escape" && plainKey(event)) {
      input.value = "";
      ask();
    }
  });

  show(main, h("h1.unseen", {}, t("view.lookup")),
    h("div.search", {}, magnifier(), input, h("kbd.slash", { "aria-hidden": "true" }, "/")), info, grid);
  if (matchMedia("(pointer: fine)").matches) input.focus();
  if (input.value) ask(); else rest();
  return () => { clearTimeout(timer); pending?.abort(); };
}

const address = (hit) => `/concept/${encodeURIComponent(hit.glossary)}/${encodeURIComponent(hit.concept)}`;
const isPoor = (hit) => hit.status === "deprecated" || hit.status === "superseded";

/** What Enter copies: the form that was found, where it is Chinese and no other is preferred; else the concept's own. */
function primary(hit) {
  if (hit.language.startsWith("zh") && (hit.status === "preferred" || !hit.status)) return hit.term;
  return (hit.type === "shortForm" && hit.short) || hit.full || hit.short || hit.term;
}

function row(hit, index, choose, glossaries) {
  const main = primary(hit);
  const others = [];
  if (hit.full && hit.full !== main) others.push(h("span", { lang: "zh-Hans" }, hit.full));
  if (hit.short && hit.short !== main) others.push(h("span", { lang: "zh-Hans" }, hit.short));
  const english = [hit.english, hit.acronym].filter(Boolean);
  const found = hit.term !== main && hit.term !== hit.english && hit.term !== hit.acronym
    ? h("span.found", {}, `${t("foundAs")} `, h("span", { lang: languageTag(hit.language), class: isPoor(hit) ? "struck" : "" }, hit.term), " ", pill("status", hit.status))
    : null;
  const first = hit.first;
  return h("div.hit", { role: "row", id: `hit-${index}`, "aria-selected": "false", onpointerdown: choose },
    h("div.what", { role: "gridcell" },
      h("div.line", {},
        h("a.form", { href: address(hit), "data-route": true, lang: "zh-Hans" }, main),
        pill("status", { [hit.term]: hit.status, [hit.short]: hit.short_status, [hit.full]: hit.full_status }[main]),
        h("span.kind", {}, t(`kind.${hit.kind}`))),
      others.length ? h("div.line.others", {}, others) : null,
      english.length ? h("div.line.english", { lang: "en" }, english.join(" · ")) : null,
      found,
      first ? h("div.first", { lang: "zh-Hans" }, h("span.sentence", {}, first.sentence),
        h("span.source", {}, [documentName(first), first.date].filter(Boolean).join(t("comma")))) : null),
    h("div.side", { role: "gridcell" }, h("span.glossary", {}, glossaryName(hit.glossary, glossaries)), copyButton(main)));
}

const magnifier = () => s("svg", { class: "glass", viewBox: "0 0 20 20", width: "20", height: "20", "aria-hidden": "true" },
  s("path", { d: "M8.5 3a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11m4 9.5L17 17", fill: "none", stroke: "currentColor", "stroke-width": "1.7" }));
