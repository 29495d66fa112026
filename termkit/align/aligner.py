"""Alignment of two lists of sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from termkit.align import dictionary
from termkit.align.anchors import anchor_pairs, band_around, chain
from termkit.align.dynamic import Lattice, best_path, posteriors
from termkit.align.evidence import cover_tables, estimate_recall, make_sides
from termkit.align.lexicon import from_dictionary, learn
from termkit.align.tokens import chinese_units, english_units, stem, is_transcription
from termkit.align.names import sounding_pairs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

SHAPES = tuple((n, m) for n in range(1, 5) for m in range(1, 5) if n + m <= 5 or n == m <= 3) + ((1,5),(5,1))
WIDEST = 5


@dataclass
class Settings:
    trust: float = 0.28      # share of the evidence: the two directions and neighbouring units are not independent
    null: float = -4.0
    merge: float = -2.0     # log prior per sentence beyond 1-1
    length: float = 1.0
    passes: int = 3
    prior: float = 0.6
    dic: bool = True
    width: int = 10
    shapes_em: bool = True
    debug: bool = False
    lenb: float = 4.0
    lena: float = .006
    out: float = .02
    W: float = 30.0
    minimum: float = .25
    strong: float = .5
    rw: float = 5.0
    m22: float = 0.0
    names: bool = True
    mbr: int = 1
    temp: float = 0.6
    theta: float = 0.35
    nw: float = 1.0
    chars: float = 0
    charn: int = 3


def align_units(zh, en, zh_len, en_len, s: Settings, lexicon0):
    lexicon = dict(lexicon0)
    N, M = len(zh), len(en)
    beads = []
    recall_z = recall_e = None
    priors = {(n, m): s.merge * (n + m - 2) for n, m in SHAPES}
    priors[1, 1] = -0.1
    priors[2,2] += s.m22
    null = s.null
    mu, var = float(np.log((en_len.sum()+1)/(zh_len.sum()+1))), s.lenb
    for p in range(s.passes):
        Z, E = make_sides(zh, en, lexicon)
        if p == 0:
            points = chain(anchor_pairs(Z, E))
        else:
            points = [(a.start, b.start) for a, b in beads if a and b]
        band = band_around(points, N, M, s.width)
        tb, order = band.transposed(M)
        bz = [(a, b) for a, b in beads if a and b]
        rz = estimate_recall(Z, E, bz, s.prior, s.rw)
        re_ = estimate_recall(E, Z, [(b, a) for a, b in bz], s.prior, s.rw)
        if s.debug: print('pass', p, 'band', band.size, 'points', len(points), 'recall', rz.mean(0), re_.mean(0), 'lex', len(lexicon), priors[1,2], priors[2,1], null, mu, var)
        cz = cover_tables(Z, E, band, rz, WIDEST)          # [m, (i,j)]: zh i by en j..j+m
        ce_t = cover_tables(E, Z, tb, re_, WIDEST)          # [n, (j,i)]
        ce = np.full_like(ce_t, -np.inf); ce[:, order] = ce_t    # [n, cell(i,j)]: en j by zh i..i+n
        scores = bead_scores(band, N, M, cz, ce, zh_len, en_len, mu, var, priors, s)
        lattice = Lattice(band, M, scores, np.full(N, null), np.full(M, null))
        last = p + 1 == s.passes
        if s.mbr and (last or s.mbr > 1):
            T = s.temp
            sc = {k: v * T for k, v in scores.items()}
            post, za, ea = posteriors(Lattice(band, M, sc, lattice.zh_null * T, lattice.en_null * T))
            beads = best_path(Lattice(band, M, {k: np.where(v > 1e-6, v - s.theta, -np.inf) for k, v in post.items()}, s.nw*(za - s.theta), s.nw*(ea - s.theta)))
            probs = []
            for a, b in beads:
                if a and b: probs.append(float(post[len(a), len(b)][band.start[a.start] + b.start - band.low[a.start]]))
                else: probs.append(float(za[a.start] if a else ea[b.start]))
            global LAST; LAST = probs
        else:
            beads = best_path(lattice)
        if p + 1 < s.passes:
            good = [(a, b) for a, b in beads if a and b]
            if s.shapes_em and len(good) > 30:
                count = {k: 0.0 for k in priors}
                nulls = 0
                for a, b in beads:
                    k = (len(a), len(b))
                    if k in count: count[k] += 1
                    else: nulls += 1
                total = len(beads)
                W = s.W
                base = {k: np.exp(v) for k, v in priors.items()}
                norm = sum(base.values()) + 2*np.exp(null)
                for k in priors:
                    priors[k] = float(np.log((count[k] + W*base[k]/norm) / (total + W)))
                null = float(np.log((nulls/2 + W*np.exp(s.null)/norm) / (total + W)))
            ones = [(a[0], b[0]) for a, b in good if len(a) == len(b) == 1]
            if len(ones) > 30:
                d = np.log((en_len[[b for a, b in ones]]+1) / (zh_len[[a for a, b in ones]]+1))
                mu = float(np.median(d)); var = float(np.clip(np.median(np.abs(d-mu)*np.sqrt(zh_len[[a for a,b in ones]]+1))*1.4826, .7, 3)**2)
            learnt = learn([(sum((zh[i] for i in a), []), sum((en[j] for j in b), [])) for a, b in good], s.minimum, s.strong)
            lexicon = dict(lexicon0)
            for k, v in learnt.items():
                if v > lexicon.get(k, 0): lexicon[k] = v
    return beads


def bead_scores(band, N, M, cz, ce, zl, el, mu, var, priors, s):
    rows = np.repeat(np.arange(N), band.high - band.low)
    cols = np.arange(band.size) - np.repeat(band.start[:-1] - band.low, band.high - band.low)
    cumz = np.concatenate([[0], np.cumsum(zl)]); cume = np.concatenate([[0], np.cumsum(el)])
    scores = {}
    start = band.start
    for n, m in SHAPES:
        total = np.full(band.size, -np.inf)
        ok = (rows + n <= N) & (cols + m <= M)
        # all cells (i+a, j+b) must be in the band
        idx = np.flatnonzero(ok)
        for a in range(n):
            r = rows[idx] + a
            for c in ({0, m-1}):
                cc = cols[idx] + c
                good = (cc >= band.low[r]) & (cc < band.high[r])
                idx = idx[good]; r = r[good]
        r, c = rows[idx], cols[idx]
        v = np.zeros(len(idx))
        for a in range(n):
            v += cz[m - 1, start[r + a] + c - band.low[r + a]]
        for b in range(m):
            v += ce[n - 1, start[r] + c + b - band.low[r]]
        LZ = cumz[r + n] - cumz[r]; LE = cume[c + m] - cume[c]
        d = np.log((LE + 1) / (LZ + 1)) - mu
        vv = s.lena + var/(LZ+1)
        wide = vv + 1.0
        ll = np.log((1-s.out)*np.exp(-0.5*d*d/vv + 0.5*d*d/wide)*np.sqrt(wide/vv) + s.out)
        total[idx] = s.trust * v + s.length * ll + priors[n, m]
        scores[n, m] = total
    return scores


def align_lines(zh: Sequence[str], en: Sequence[str], s: Settings | None = None):
    s = s or Settings()
    zu = [chinese_units(t) for t in zh]
    eu = [english_units(t) for t in en]
    lex = from_dictionary([u for x in zu for u in x], [u for x in eu for u in x], dictionary.glosses if s.dic else (lambda w: []))
    if s.names:
        cap = {stem(m) for t in en for m in re.findall(r"(?<!^)\b[A-Z][A-Za-z\u00c0-\u024f]+", t)} - {stem(m) for t in en for m in re.findall(r"\b[a-z]+\b", t)}
        have = {w for (_, w), k in lex.items() if k > 1}
        nm = sounding_pairs([u for x in zu for u in x if u[0] >= "\u3400" and not dictionary.glosses(u)], [w for w in cap if w not in have], dictionary.reading, is_transcription)
        if s.debug: print(len(nm), list(nm.items())[:80])
        for k, v in nm.items(): lex[k] = max(v, lex.get(k, 0))
    zl = np.array([len(t.encode('utf-8')) / 3 for t in zh]); el = np.array([float(len(t)) for t in en])
    return align_units(zu, eu, zl, el, s, lex)
