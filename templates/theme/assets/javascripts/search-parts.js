// The parts of a page in which words were found, and a stretch of a page around them.
import { element } from "./search-elements.js";
import { fold, gap, isRun, trimmed } from "./search-query.js";

export const KINDS = { point: "Key point", quote: "Quote", implication: "Implication" };
export const LABELS = {
  ...KINDS,
  implication: "Implication, reported",
  judgement: "Implication, assessed",
};
export const kindOf = (name) => (name === "judgement" ? "implication" : name);

const PUNCTUATED = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{M}\p{N}]*)$/u;
const LENGTH = 30; // words of an excerpt
const LEAD = 6; // of them, before the first that was found
const ROOM = 190; // letters of an excerpt; those of scripts without spaces are twice as wide
const BETWEEN = "·"; // stands between what a part says and who says so, why, and the like

// A word belongs to the part that began last before it.
export const partsOf = (parts, words) => {
  const found = new Map();
  for (const word of words) {
    const at = parts.findLastIndex(({ start }) => start <= word);
    if (!found.has(at)) found.set(at, { ...parts[at], end: parts[at + 1]?.start, words: [] });
    found.get(at).words.push(word);
  }
  return [...found.values()];
};

export const joined = (tokens) =>
  tokens.reduce((text, token, at) => text + (at ? gap(tokens[at - 1], token) : "") + token, "");

export const different = (tokens, words) =>
  new Set(words.map((at) => fold(trimmed(tokens[at])))).size;

// The beginning of the first window that holds most of the different words that were found.
const richest = (tokens, hits, start, end) => {
  const begins = hits.map((hit) => Math.max(start, Math.min(hit - LEAD, end - LENGTH)));
  const held = (begin) =>
    different(tokens, hits.filter((hit) => hit >= begin && hit < begin + LENGTH));
  const better = (best, begin) => (held(begin) > held(best) ? begin : best);
  return begins.length ? begins.reduce(better) : start;
};

const filled = (tokens, from, end) => {
  let to = from;
  for (let room = ROOM; to < end && room > 0; to++) {
    room -= isRun(tokens[to]) ? 2 : tokens[to].length + 1;
  }
  return to;
};

// The first of the texts that stand in one part.
export const firstText = (tokens, start, end = tokens.length) => {
  const turn = tokens.slice(start, end).indexOf(BETWEEN);
  return joined(tokens.slice(start, turn < 0 ? end : start + turn)).replace(/\.$/u, "");
};

// What a part says, and what is said about that. The excerpt is made of the page's words and not of
// Pagefind's excerpt, which is HTML.
export const excerpt = (tokens, hits, start, end = tokens.length) => {
  const isWhole = filled(tokens, start, end) === end;
  const from = isWhole ? start : richest(tokens, hits, start, end);
  const to = filled(tokens, from, end);
  const turn = tokens.indexOf(BETWEEN, start);
  const isAbout = (at) => turn >= 0 && at > turn;
  const said = [];
  const about = [];
  let nodes = isAbout(from) ? about : said;
  if (from > start) nodes.push("… ");
  for (let at = from; at < to; at++) {
    if (at === turn) {
      nodes = about;
      continue;
    }
    const space = nodes.length && at > from ? gap(tokens[at - 1], tokens[at]) : "";
    // With a full stop Pagefind ends what has none, as a name.
    const token = isAbout(at) && at === end - 1 ? tokens[at].replace(/\.$/u, "") : tokens[at];
    if (!hits.includes(at)) {
      nodes.push(space + token);
      continue;
    }
    // The punctuation around a word is not marked.
    const [, before, word, after] = token.match(PUNCTUATED);
    const last = nodes.at(-1);
    if (last?.tagName && !before) last.append(space + word);
    else nodes.push(space + before, element("mark", {}, word));
    if (after) nodes.push(after);
  }
  if (to < end) nodes.push("\u00a0…");
  return { said, about };
};
