// Check a draft: terms underlined with their entry, findings beside them, fixes on a click.

import { afterFix, pieces } from "./draft.js";
import { api, currentLanguage, download, fail, h, languageTag, pill, query, remember, remembered, said, say, select, show, t } from "./base.js";

// What was pasted stays while one looks something up; it is not kept any longer.
let kept = { text: "", file: null, name: "draft.txt", draft: null, fixed: [] };

export function checkView(main, session) {
  let profile = remembered("profile") || "un";
  const area = h("textarea.draft", {
    id: "draft", lang: "zh-Hans", spellcheck: "false", "aria-label": t("draft"), placeholder: t("draftHint"), value: kept.text,
  });
  const picker = h("input", {
    type: "file", id: "file", hidden: true, onchange: () => picker.files[0] && take(picker.files[0]),
    accept: ".txt,.md,.docx,.docm,.doc,.odt,.rtf,.pdf,.html,.htm",
  });
  const checkButton = h("button.main", { type: "button", id: "check", onclick: () => check() }, t("checkNow"));
  const editButton = h("button", { type: "button", id: "edit", onclick: () => edit() }, t("editText"));
  const bar = h("div.actions", {});
  const paper = h("div.paper", {});
  const list = h("div.findings", {});
  const tip = h("div.tip", { id: "tip", role: "tooltip", hidden: true });
  let hideTimer = 0;

  const edit = () => {
    if (kept.draft) area.value = kept.draft.text;
    kept = { ...kept, text: area.value, draft: null, file: null, fixed: [], name: kept.file ? "draft.txt" : kept.name };
    draw();
    area.focus();
  };

  const take = async (file) => {
    if (file.size > session.upload) { fail(new Error(t("tooLarge", { n: session.upload >> 20 }))); return; }
    kept = { ...kept, file, name: file.name };
    picker.value = "";
    await check();
  };

  const check = async () => {
    if (!kept.draft) kept.text = area.value;
    if (!kept.file && !kept.text.trim()) { say(t("draftEmpty"), { toast: true }); area.focus(); return; }
    checkButton.disabled = true;
    checkButton.textContent = t("checking");
    try {
      kept.draft = kept.file
        ? await api(`/api/check/file?${query({ name: kept.file.name, profile })}`, { body: kept.file })
        : await api("/api/check", { body: { text: kept.draft ? kept.draft.text : kept.text, name: kept.name, profile } });
      kept.draft.findings.forEach((each, index) => { each.index = index; });
      kept.text = kept.draft.text;
      kept.fixed = [];
      draw();
      say(counted());
    } catch (error) {
      if (kept.file && !kept.draft) kept.file = null;
      fail(error);
    }
    checkButton.disabled = false;
    checkButton.textContent = t("checkNow");
  };

  const counted = () => t("findingsCount", { n: kept.draft.findings.length, m: new Set(kept.draft.terms.map((each) => each.form)).size });

  const fix = async (finding) => {
    kept.fixed.push(finding.index);
    kept.draft = afterFix(kept.draft, finding);
    kept.text = kept.draft.text;
    const place = [...list.querySelectorAll("li")].findIndex((each) => each.dataset.key === key(finding));
    draw();
    // The text alone is checked again; a file keeps its findings, so that its fixes go into the file.
    if (!kept.file) await check();
    say(`${t("fixedOne")} ${counted()}`, { toast: true });
    const items = list.querySelectorAll("li");
    (items[Math.min(Math.max(place, 0), items.length - 1)]?.querySelector("button") || list.querySelector("h2"))?.focus();
  };

  const saveText = () => download(new Blob([kept.draft?.text ?? area.value], { type: "text/plain;charset=utf-8" }), `${stem()}.txt`);
  const saveWord = async () => {
    try {
      const blob = kept.file
        ? await api(`/api/check/word/file?${query({ name: kept.file.name, profile, language: currentLanguage(), fixed: kept.fixed.join(",") })}`, { body: kept.file, blob: true })
        : await api("/api/check/word", { body: { text: kept.draft.text, name: `${stem()}.txt`, profile, language: currentLanguage() }, blob: true });
      download(blob, `${stem()}-${t("commentedFile")}.docx`);
    } catch (error) { fail(error); }
  };
  const stem = () => (kept.name || "draft.txt").replace(/\.[^.]*$/, "") || "draft";

  const openTip = (element, concepts) => {
    clearTimeout(hideTimer);
    show(tip, concepts.map((id) => entry(kept.draft.concepts[id], id, session)));
    tip.hidden = false;
    const box = element.getClientRects()[0] || element.getBoundingClientRect();
    const width = Math.min(360, document.documentElement.clientWidth - 24);
    tip.style.width = `${width}px`;
    tip.style.left = `${Math.max(12, Math.min(box.left, document.documentElement.clientWidth - width - 12)) + scrollX}px`;
    const below = box.bottom + 8 + tip.offsetHeight < innerHeight || box.top < tip.offsetHeight + 8;
    tip.style.top = `${(below ? box.bottom + 6 : box.top - tip.offsetHeight - 6) + scrollY}px`;
  };
  const closeTip = (wait = 0) => { clearTimeout(hideTimer); hideTimer = setTimeout(() => { tip.hidden = true; }, wait); };
  tip.addEventListener("pointerenter", () => clearTimeout(hideTimer));
  tip.addEventListener("pointerleave", () => closeTip(150));
  const keys = (event) => { if (event.key === "Escape") closeTip(); };
  document.addEventListener("keydown", keys);

  const draw = () => {
    closeTip();
    main.classList.toggle("checked", Boolean(kept.draft));
    show(bar, kept.draft ? editButton : checkButton,
      h("button", { type: "button", id: "choose", onclick: () => picker.click() }, t("chooseFile")), picker,
      select("profile", session.profiles.map((each) => [each, t(`profile.${each}`)]), profile, (value) => {
        profile = value;
        remember("profile", value);
        if (kept.draft) check();
      }),
      kept.draft ? h("span.save", {},
        h("button", { type: "button", id: "save-word", onclick: saveWord }, t("saveWord")),
        h("button", { type: "button", id: "save-text", onclick: saveText }, t("saveText"))) : null);
    if (!kept.draft) { show(paper, area); show(list); return; }
    show(paper, kept.file ? h("p.hint", {}, kept.file.name) : null, kept.draft.doubt ? h("p.note", {}, said(kept.draft, "doubt")) : null,
      h("div.text", { lang: "zh-Hans", id: "checked-text", role: "region", tabindex: "0", "aria-label": t("checkedText") }, text()));
    const shown = kept.draft.findings;
    show(list, h("h2", { id: "h-findings", tabindex: "-1" }, counted()),
      shown.length ? h("ol", {}, shown.map((each) => item(each))) : h("p.hint", {}, t("noFindings")));
  };

  const text = () => pieces(kept.draft).reduce((spans, piece) => {
    const marks = piece.findings.length ? `mark ${worst(piece.findings)}` : "";
    const inner = marks ? h("mark", { class: marks, "data-finding": key(piece.findings[0]), onclick: () => reveal(piece.findings[0]) }, piece.text) : piece.text;
    const last = spans.at(-1);
    if (piece.term && last?.term === piece.term) { last.append(inner); return spans; }
    if (!piece.term) { spans.push(inner); return spans; }
    const span = h("span.term", {
      tabindex: "0", role: "button", "aria-describedby": "tip",
      onpointerenter: () => openTip(span, piece.term.concepts), onpointerleave: () => closeTip(150),
      onfocus: () => openTip(span, piece.term.concepts), onblur: () => closeTip(150),
    }, inner);
    span.term = piece.term;
    spans.push(span);
    return spans;
  }, []);

  const reveal = (finding) => {
    const found = [...list.querySelectorAll("li")].find((each) => each.dataset.key === key(finding));
    if (!found) return;
    found.scrollIntoView({ block: "nearest" });
    found.classList.add("flash");
    setTimeout(() => found.classList.remove("flash"), 1200);
  };
  const toText = (finding) => paper.querySelector(`[data-finding="${CSS.escape(key(finding))}"]`)?.scrollIntoView({ block: "center" });

  const item = (finding) => {
    const rule = kept.draft.rules[finding.code];
    const title = currentLanguage() === "zh" ? rule.title_zh : finding.name.replaceAll("-", " ");
    const written = finding.fix ? [...new Set(finding.fix.edits.map((each) => each.text))] : [];
    return h(`li.${finding.severity}`, { "data-key": key(finding) },
      h("p.line", {}, h("span.code", { title: said(rule, "what") }, finding.code), h("strong", {}, title),
        h("button.link", { type: "button", onclick: () => toText(finding) }, t("lineNumber", { n: finding.place.line }))),
      h("p.message", {}, said(finding, "message")),
      finding.fix ? h("p.fix", {},
        h("button", { type: "button", onclick: () => fix(finding) }, t(finding.fix.edits.length > 1 ? "fixAll" : "fixOne", { n: finding.fix.edits.length })),
        written.length === 1 ? h("span", { lang: "zh-Hans" }, written[0] ? `→ ${written[0]}` : `→ ${t("deleted")}`) : null) : null);
  };

  const dropping = (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    main.classList.toggle("dropping", event.type === "dragover");
    if (event.type === "drop" && event.dataTransfer.files[0]) take(event.dataTransfer.files[0]);
  };
  for (const type of ["dragover", "dragleave", "drop"]) main.addEventListener(type, dropping);
  area.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); check(); }
  });

  show(main, h("h1", {}, t("view.check")), h("p.hint", {}, t("checkIntro")), bar, h("div.columns", {}, paper, list), tip);
  draw();
  return () => {
    kept.text = kept.draft ? kept.draft.text : area.value;
    clearTimeout(hideTimer);
    document.removeEventListener("keydown", keys);
    for (const type of ["dragover", "dragleave", "drop"]) main.removeEventListener(type, dropping);
    main.classList.remove("checked", "dropping");
  };
}

const key = (finding) => `${finding.code}-${finding.index}`;
const worst = (findings) => ["error", "warning", "info"].find((each) => findings.some((one) => one.severity === each));

function entry(concept, id) {
  if (!concept) return null;
  return h("div.entry", {},
    h("p.line", {}, h("strong", { lang: "zh-Hans" }, concept.name), h("span.kind", {}, t(`kind.${concept.kind}`))),
    h("ul", {}, concept.terms.filter((term) => term.text !== concept.name).slice(0, 8).map((term) => h("li", {},
      h("span", { lang: languageTag(term.language) }, term.text), " ", h("span.kind", {}, t(`type.${term.type}`)), " ", pill("status", term.status)))),
    h("p.small", {}, h("code", {}, id)));
}
