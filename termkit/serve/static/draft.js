// The text of a draft and what was found in it. Offsets are code points, as the API counts them.

/** Make edits in a text; of two that overlap the first is made. Returns the text and the edits made. */
export function edited(text, edits) {
  const points = Array.from(text), parts = [], made = [];
  let last = 0;
  for (const edit of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    if (edit.start < last) continue;
    parts.push(points.slice(last, edit.start).join(""), edit.text);
    last = edit.end;
    made.push(edit);
  }
  parts.push(points.slice(last).join(""));
  return { text: parts.join(""), made };
}

/** Where spans stand after edits; those that an edit touched are gone. */
export function moved(spans, made) {
  const sizes = made.map((edit) => Array.from(edit.text).length - (edit.end - edit.start));
  return spans.flatMap((span) => {
    if (made.some((edit) => edit.start < span.end && span.start < edit.end)) return [];
    const by = made.reduce((sum, edit, index) => sum + (edit.end <= span.start ? sizes[index] : 0), 0);
    return [{ ...span, start: span.start + by, end: span.end + by }];
  });
}

/** What a fix changes elsewhere: findings with their fixes and related places where they stand now. */
export function afterFix(draft, finding) {
  const { text, made } = edited(draft.text, finding.fix.edits);
  const findings = draft.findings.filter((each) => each !== finding).flatMap((each) => {
    const [span] = moved([each], made);
    if (!span) return [];
    const edits = each.fix ? moved(each.fix.edits, made) : [];
    const fix = each.fix && edits.length === each.fix.edits.length ? { ...each.fix, edits } : null;
    return [{ ...span, fix, related: moved(each.related, made) }];
  });
  return { ...draft, text, findings, terms: moved(draft.terms, made) };
}

/** Cut a text where spans begin and end: [{ text, term, findings }], in order. */
export function pieces(draft) {
  const points = Array.from(draft.text);
  const marks = draft.findings.flatMap((finding) =>
    [finding, ...finding.related].map(({ start, end }) => ({ start, end, finding })));
  const cuts = new Set([0, points.length]);
  for (const each of [...draft.terms, ...marks]) { cuts.add(each.start); cuts.add(each.end); }
  const borders = [...cuts].filter((each) => each >= 0 && each <= points.length).sort((a, b) => a - b);
  const terms = [...draft.terms].sort((a, b) => a.start - b.start);
  const opened = [...marks].sort((a, b) => a.start - b.start);
  const found = [];
  let nextTerm = 0, nextMark = 0, active = [];
  for (let index = 0; index + 1 < borders.length; index++) {
    const [start, end] = [borders[index], borders[index + 1]];
    while (nextTerm < terms.length && terms[nextTerm].end <= start) nextTerm++;
    while (nextMark < opened.length && opened[nextMark].start <= start) active.push(opened[nextMark++]);
    active = active.filter((each) => each.end > start);
    const term = terms[nextTerm]?.start <= start ? terms[nextTerm] : null;
    found.push({ start, text: points.slice(start, end).join(""), term, findings: active.map((each) => each.finding) });
  }
  return found;
}
