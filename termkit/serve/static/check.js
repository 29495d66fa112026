// Check a draft: terms underlined with their entry, findings beside them, fixes on a click.

import { afterFix, pieces } from "./draft.js";
import { api, currentLanguage, download, fail, h, isTyping, languageTag, pill, plainKey, query, remember, remembered, said, say, select, show, t } from "./base.js";

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
  const walk = h("div.walk", { role: "group" });
  const list = h("div.findings", {});
  let at = -1;
  const tip = h("div.tip", { id: "tip", role: "tooltip", hidden: true });
  let hideTimer = 0;
  let latest = 0;

  const edit = () => {
    latest += 1;
    checkButton.disabled = false;
    checkButton.textContent = t("checkNow");
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
    const asked = ++latest;
    try {
      const found = kept.file
        ? await api(`/api/check/file?${query({ name: kept.file.name, profile })}`, { body: kept.file })
        : await api("/api/check", { body: { text: kept.draft ? kept.draft.text : kept.text, name: kept.name, profile } });
      // What was fixed in the meantime is being checked too: that answer counts.
      if (asked !== latest) return;
      kept.draft = found;
      kept.draft.findings.forEach((each, index) => { each.index = index; });
      kept.text = kept.draft.text;
      kept.fixed = [];
      draw();
      say(counted());
    } catch (error) {
      if (asked !== latest) return;
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
    if (!kept.draft) return;
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
  const keys = (event) => {
    if (event.key === "Escape") closeTip();
    const by = { n: 1, p: -1 }[event.key];
    if (by && kept.draft && plainKey(event) && !isTyping(event.target)) { event.preventDefault(); turn(by); }
  };
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
    if (!kept.draft) { show(paper, area); show(list); show(walk); return; }
    show(paper, kept.file ? h("p.hint", {}, kept.file.name) : null, kept.draft.doubt ? h("p.note", {}, said(kept.draft, "doubt")) : null,
      h("div.text", { lang: "zh-Hans", id: "checked-text", role: "region", tabindex: "0", "aria-label": t("checkedText") }, text()));
    const shown = kept.draft.findings;
    show(list, h("h2", { id: "h-findings", tabindex: "-1" }, counted()),
      shown.length ? h("ol", {}, shown.map((each) => item(each))) : h("p.hint", {}, t("noFindings")));
    at = Math.min(at, shown.length - 1);
    drawWalk();
  };

  /** Above the text: how many findings there are, and the way from one to the next; on a phone the one in hand too. */
  const drawWalk = () => {
    const shown = kept.draft.findings;
    const number = at < 0 ? String(shown.length) : `${at + 1} / ${shown.length}`;
    const step = (name, sign, by, key) => h("button", { type: "button", id: name, "aria-label": t(name), title: `${t(name)} (${key})`, "aria-keyshortcuts": key, onclick: () => turn(by) }, sign);
    walk.setAttribute("aria-label", t("findings"));
    show(walk, shown.length ? [
      h("button.count", { type: "button", id: "to-list", onclick: () => { const head = list.querySelector("h2"); head.focus(); head.scrollIntoView({ block: "start" }); } }, t("findingNumber", { n: number })),
      step("previousFinding", "↑", -1, "P"), step("nextFinding", "↓", 1, "N"),
      at >= 0 ? h("ol.now", {}, item(shown[at])) : null,
    ] : null);
  };
  const turn = (by) => {
    const shown = kept.draft?.findings || [];
    if (!shown.length) return;
    const held = document.activeElement?.id;
    at = at < 0 && by < 0 ? shown.length - 1 : (at + by + shown.length) % shown.length;
    drawWalk();
    document.getElementById(held)?.focus({ preventScroll: true });
    toText(shown[at]);
    reveal(shown[at]);
    const rule = kept.draft.rules[shown[at].code];
    say(`${at + 1} / ${shown.length}: ${currentLanguage() === "zh" ? rule.title_zh : shown[at].name.replaceAll("-", " ")}. ${said(shown[at], "message")}`);
  };

  const text = () => pieces(kept.draft).reduce((spans, piece) => {
    const marks = piece.findings.length ? `mark ${worst(piece.findings)}` : "";
    const inner = marks ? h("mark", { class: marks, "data-finding": key(piece.findings[0]), onclick: () => choose(piece.findings[0]) }, piece.text) : piece.text;
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
    // Beside the text the list is scrolled; below it the page would be, away from the text.
    if (list.scrollHeight > list.clientHeight) list.scrollTop += found.getBoundingClientRect().top - list.getBoundingClientRect().top - 48;
    found.classList.add("flash");
    setTimeout(() => found.classList.remove("flash"), 1200);
  };
  const choose = (finding) => { at = kept.draft.findings.indexOf(finding); drawWalk(); reveal(finding); };
  const toText = (finding) => {
    for (const each of paper.querySelectorAll(".mark.now")) each.classList.remove("now");
    const mark = paper.querySelector(`[data-finding="${CSS.escape(key(finding))}"]`);
    mark?.classList.add("now");
    mark?.scrollIntoView({ block: "center" });
  };

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

  show(main, h("h1", {}, t("view.check")), h("p.hint", {}, t("checkIntro")), bar, h("div.columns", {}, h("div.sheet", {}, walk, paper), list), tip);
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
