// A concept: its forms, when documents used them, where, and in which sentences.

import { timeline } from "./chart.js";
import { api, copyButton, documentName, fail, fileName, glossaryName, h, languageTag, marked, pill, placeName, said, show, t } from "./base.js";

export function conceptView(main, session) {
  const [, , glossary = "", identifier = ""] = location.pathname.split("/");
  const base = `/api/concepts/${glossary}/${identifier}`;
  const stop = new AbortController();
  show(main, h("p.hint", {}, t("loading")));
  api(base, { signal: stop.signal }).then((concept) => {
    const lines = h("section", { "aria-labelledby": "h-lines" });
    document.title = `${concept.full} – termkit`;
    show(main, back(), head(concept, session), forms(concept), chart(concept), lines, used(concept));
    return api(`${base}/concordance?limit=20`, { signal: stop.signal }).then((found) => concordance(lines, found.lines));
  }).catch((error) => {
    if (error.name === "AbortError") return;
    if (main.querySelector("h1")) fail(error);
    else show(main, back(), h("h1", {}, t("view.concept")), h("p.note.bad", { role: "alert" }, error.message));
  });
  return () => stop.abort();
}

const back = () => h("p.back", {}, h("a", { href: "/", "data-route": true }, `← ${t("view.lookup")}`));

function head(concept, session) {
  return h("header.concept", {},
    h("h1", { lang: "zh-Hans" }, concept.full || concept.short || concept.id),
    h("p.line", {},
      concept.short ? h("strong", { lang: "zh-Hans" }, concept.short) : null,
      concept.english ? h("span", { lang: "en" }, concept.english) : null,
      concept.acronym ? h("span", { lang: "en" }, concept.acronym) : null),
    h("p.meta", {},
      h("span", {}, t(`kind.${concept.kind}`)),
      concept.subject_field ? h("span", {}, concept.subject_field) : null,
      h("span", {}, `${t("glossary")}${t("colon")}${glossaryName(concept.glossary, session.glossaries)}`),
      h("code", {}, concept.id)),
    concept.note ? h("p.note", {}, said(concept, "note")) : null);
}

function forms(concept) {
  return h("section", { "aria-labelledby": "h-forms" },
    h("h2", { id: "h-forms" }, t("forms")),
    h("ul.forms", {}, concept.forms.map((form) => h("li", {},
      h("div.line", {},
        h("span", { lang: languageTag(form.language), class: ["deprecated", "superseded"].includes(form.status) ? "form struck" : "form" }, form.text),
        h("span.kind", {}, t(`type.${form.type}`)),
        form.status ? pill("status", form.status) : h("span.kind", {}, t("status.none")),
        form.since || form.until ? h("span.kind", {}, `${form.since || "…"}–${form.until || ""}`) : null),
      copyButton(form.text),
      form.note || form.source ? h("p.small", {}, [said(form, "note"), said(form, "source")].filter(Boolean).join(" · ")) : null))));
}

function chart(concept) {
  const drawn = timeline(concept.forms);
  return drawn ? h("section", { "aria-labelledby": "h-time" }, h("h2", { id: "h-time" }, t("timeline")), drawn) : null;
}

function concordance(section, lines) {
  if (!lines.length) return;
  show(section, h("h2", { id: "h-lines" }, t("concordance")),
    h("ol.lines", {}, lines.map((line) => h("li", {},
      h("span.kwic", { lang: "zh-Hans" }, spans(line)),
      h("span.source", {}, placeName(line))))));
}

function spans(line) {
  const points = Array.from(line.sentence), parts = [];
  let last = 0;
  for (const [start, end] of line.spans) {
    parts.push(points.slice(last, start).join(""), h("mark", {}, points.slice(start, end).join("")));
    last = end;
  }
  return [...parts, points.slice(last).join("")];
}

function used(concept) {
  const documents = new Map();
  for (const form of concept.forms) {
    for (const each of form.evidence) {
      const known = documents.get(each.document) || { ...each, uses: [] };
      // A sentence that introduces two forms is shown once, with both marked.
      const same = known.uses.find((use) => use.sentence === each.sentence);
      if (same) {
        same.forms.push(form.text);
        same.defined ||= each.defined;
      } else if (!known.uses.some((use) => use.forms.includes(form.text))) {
        known.uses.push({ ...each, forms: [form.text] });
      }
      documents.set(each.document, known);
    }
  }
  if (!documents.size) return h("p.hint", {}, t("noEvidence"));
  const sorted = [...documents.values()].sort((a, b) => (a.date || "9").localeCompare(b.date || "9"));
  return h("section", { "aria-labelledby": "h-used" }, h("h2", { id: "h-used" }, t("whereUsed")),
    h("ul.used", {}, sorted.map((each) => h("li", {},
      h("p.where", {}, h("strong", { title: fileName(each) }, documentName(each)), each.title && each.title !== documentName(each) ? h("span", {}, each.title) : null,
        each.date ? h("span", {}, each.date) : null),
      each.uses.map((use) => h("p.use", { lang: "zh-Hans" }, marked(use.sentence, ...use.forms),
        h("span.source", {}, [t(use.defined ? "defined" : "used"), t("lineNumber", { n: use.line })].join(t("comma")))))))));
}
