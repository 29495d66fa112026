// The evidence of a concept over the years: a row a form, a mark a document.

import { documentName, h, languageTag, s, t } from "./base.js";

const ROW = 30, LEFT = 8, TOP = 26;

/** Draw which documents used which form when; null where no document bears a date. */
export function timeline(forms) {
  const shown = forms.filter((form) => form.evidence.some((each) => each.date));
  if (!shown.length) return null;
  const years = shown.flatMap((form) => form.evidence.map((each) => Number(each.date.slice(0, 4))).filter(Boolean));
  const from = Math.min(...years), to = Math.max(...years, from + 1);
  // Drawn in pixels, not scaled: the rows stand beside their names.
  const width = innerWidth < 760 ? Math.max(innerWidth - 142, 150) : 640;
  const step = [1, 2, 5, 10, 20, 50].find((each) => ((to - from) / each) * 56 <= width) || 100;
  const height = TOP + ROW * shown.length + 6;
  const x = (date) => {
    const [year, month] = date.split("-").map(Number);
    return LEFT + 8 + ((year + ((month || 6) - 1) / 12 - from) / (to - from + 1)) * (width - LEFT - 24);
  };
  const drawing = s("svg", { viewBox: `0 0 ${width} ${height}`, width, height, class: "timeline", role: "img", "aria-label": summary(shown) });
  for (let year = Math.ceil(from / step) * step; year <= to; year += step) {
    const at = x(`${year}-01`);
    drawing.append(s("line", { x1: at, x2: at, y1: TOP - 6, y2: height, class: "tick" }),
      s("text", { x: at, y: 14, class: "year", "text-anchor": "middle" }, String(year)));
  }
  shown.forEach((form, index) => {
    const y = TOP + ROW * index + ROW / 2;
    drawing.append(s("line", { x1: LEFT, x2: width - 8, y1: y, y2: y, class: "row" }));
    for (const each of form.evidence.filter((one) => one.date).sort((a, b) => a.defined - b.defined)) {
      const mark = s("circle", { cx: x(each.date), cy: y, r: each.defined ? 6 : 5, class: each.defined ? `dot defined` : "dot" });
      mark.append(s("title", {}, `${form.text}: ${documentName(each)}, ${each.date}, ${t(each.defined ? "defined" : "used")}`));
      drawing.append(mark);
    }
  });
  return h("figure.evidence", {},
    h("div.plot", {},
      h("div.names", { "aria-hidden": "true" }, shown.map((form) => h("span", { lang: languageTag(form.language), title: form.text }, form.text))),
      drawing),
    h("figcaption", {}, h("span.key.defined", {}, t("defined")), h("span.key", {}, t("used"))));
}

const summary = (forms) => forms.map((form) => {
  const years = [...new Set(form.evidence.filter((each) => each.date).map((each) => each.date.slice(0, 4)))].sort();
  return `${form.text}: ${years.join(", ")}`;
}).join("; ");
