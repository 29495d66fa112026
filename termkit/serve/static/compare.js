// Compare: which document calls what by which name.

import { api, documentName, download, fail, fileName, h, pill, query, say, select, show, t } from "./base.js";

const PAGE = 100;

export function compareView(main, session) {
  if (!session.store) { show(main, h("h1", {}, t("view.compare")), h("p.note", {}, t("needsStore"))); return null; }
  const given = new URLSearchParams(location.search);
  const shown = { text: given.get("text") || "", kind: given.get("kind") || "", conflict: given.get("conflict") ?? "any", document: given.get("document") || "" };
  const results = h("div.results", {});
  const count = h("p.hint", {});
  let rows = [], timer = 0, asked = 0;

  const load = async ({ more = false } = {}) => {
    const number = ++asked;
    history.replaceState(null, "", `/compare?${new URLSearchParams(shown)}`);
    try {
      const found = await api(`/api/compare?${query({ ...shown, offset: more ? rows.length : 0, limit: PAGE })}`);
      if (number !== asked) return;
      rows = more ? [...rows, ...found.rows] : found.rows;
      const told = t("concepts", { n: found.total });
      show(count, told, found.left_out ? ` ${t("leftOut", { n: found.left_out })}` : "");
      say(told);
      show(results, rows.length ? table(rows, found.documents) : h("p.hint", {}, t("nothingShown")),
        rows.length < found.total ? h("button", { type: "button", onclick: () => load({ more: true }) }, t("more", { n: found.total - rows.length })) : null);
    } catch (error) { fail(error); }
  };
  const change = (name) => (value) => { shown[name] = value; load(); };
  const field = (name) => {
    const input = h("input", { id: `field-${name}`, type: "search", maxlength: "200", value: shown[name], oninput: () => {
      clearTimeout(timer);
      timer = setTimeout(() => change(name)(input.value.trim()), 150);
    } });
    return h("label.field", { for: `field-${name}` }, h("span", {}, t(`field.${name}`)), input);
  };
  const save = async (form) => {
    try { download(await api(`/api/compare/export?${query({ ...shown, form })}`, { blob: true }), `comparison.${form}`); } catch (error) { fail(error); }
  };

  show(main, h("h1", {}, t("view.compare")), h("p.hint", {}, t("compareIntro")),
    h("div.actions", {}, field("text"),
      select("kind", [["", t("all")], ...session.kinds.map((each) => [each, t(`kind.${each}`)])], shown.kind, change("kind")),
      select("conflict", [["any", t("conflict.any")], ["short", t("conflict.short")], ["full", t("conflict.full")], ["shared", t("conflict.shared")], ["", t("conflict.all")]], shown.conflict, change("conflict")),
      field("document"),
      h("span.save", {}, h("span", {}, t("exportShown")), ["tbx", "csv", "xlsx"].map((form) =>
        h("button", { type: "button", "data-form": form, onclick: () => save(form) }, form.toUpperCase())))),
    count, results);
  load();
  return () => clearTimeout(timer);
}

function table(rows, documents) {
  return h("div.scroll", { tabindex: "0", role: "region", "aria-label": t("view.compare") },
    h("table", {},
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("concept")), documents.map((each) =>
        h("th", { scope: "col", title: [each.title, fileName(each)].filter(Boolean).join("\n") }, documentName(each),
          each.symbols.length && each.title ? h("small.title", {}, each.title) : null, each.date ? h("small", {}, each.date) : null)))),
      h("tbody", {}, rows.map((row) => h("tr", {},
        h("th", { scope: "row" },
          h("a", { href: `/concept/store/${encodeURIComponent(row.id)}`, "data-route": true, lang: "zh-Hans" }, row.name),
          row.english ? h("small", { lang: "en" }, row.english) : null,
          row.conflicts.length ? h("span.line", {}, row.conflicts.map((each) => h("span.pill.conflict", {}, t(`conflict.${each}`)))) : null),
        row.cells.map((cell, index) => h("td", { "data-label": [documentName(documents[index]), documents[index].date].filter(Boolean).join(t("comma")) },
          cell.map((use) => h("span.use", { title: use.sentence },
            h("span", { lang: "zh-Hans", class: `${use.type === "fullForm" || use.type === "variant" ? "" : "short"}${use.defined ? " defined" : ""}` }, use.text),
            use.defined ? h("span.unseen", {}, ` (${t("defined")})`) : null,
            ["deprecated", "superseded"].includes(use.status) ? pill("status", use.status) : null)))))))));
}
