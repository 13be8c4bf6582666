// The answer to a query: what it finds or, where that is nothing, what was probably meant.
import { fold, openHyphens, parseQuery, spelledWords } from "./search-query.js";

const bare = (text) => fold(text).replace(/[^\p{L}\p{N}]/gu, "");

// Two forms of one word begin alike: running, run; but “so” is no form of Soren.
const isFormOf = (form, word) => {
  if (form.length < Math.min(word.length, 3)) return false;
  let alike = 0;
  while (alike < word.length && form[alike] === word[alike]) alike += 1;
  return alike >= Math.min(word.length, Math.max(2, word.length * 0.4));
};

// Pagefind leaves out a word that it does not know, or takes the nearest shorter one. What a bundle
// found is an answer only if its first result has each of the words in some form.
const isAnswered = async (query, found) => {
  if (!found.length) return false;
  const { content, meta } = await found[0].data();
  const tokens = content.split(/\s+/u);
  const forms = [...found[0].words.map((at) => tokens[at]), ...Object.values(meta)]
    .flatMap((text) => [text, ...text.split(/[^\p{L}\p{M}\p{N}]+/u)])
    .map(bare);
  return spelledWords(query).every((word) => forms.some((form) => isFormOf(form, bare(word))));
};

const byScore = (lists) => lists.flat().sort((one, other) => other.score - one.score);

// What most pages have tells none from another, and to put all these in order takes long.
const telling = ({ words, phrases }, { common }) => ({
  words: words.filter((word) => !common.has(fold(word))),
  phrases,
});

const isAsked = ({ words, phrases }) => words.length + phrases.length > 0;

const foundIn = async (bundle, query) => {
  const found = await bundle.find(query);
  return (await isAnswered(query, found)) ? found : [];
};

// Where a bundle would be asked for nothing, the newest pages are enough, if not all are wanted.
const ask = async (query, { bundles }, isWhole) => {
  const queries = bundles.map((bundle) => telling(query, bundle));
  if (isWhole || queries.every(isAsked)) {
    const lists = bundles.map((bundle, at) =>
      foundIn(bundle, isAsked(queries[at]) ? queries[at] : query),
    );
    return { found: byScore(await Promise.all(lists)) };
  }
  for (const bundle of bundles) {
    const found = await foundIn(bundle, query);
    if (found.length) return { found, isPartial: bundle !== bundles.at(-1) };
  }
  return { found: [] };
};

const isKnown = async (word, index) => {
  const alone = { words: [word], phrases: [] };
  return (await ask(alone, index)).found.length > 0;
};

// What is found, best first; `shownFor` is the text that it is found for, where that is another,
// and `isPartial` says that only the newest of many pages were asked for.
export const answer = async (index, text, { isInsistedOn, isWhole }) => {
  if (!text) return { found: await index.everything() };
  const query = parseQuery(text);
  if (isInsistedOn) {
    return { found: byScore(await Promise.all(index.bundles.map(({ find }) => find(query)))) };
  }
  for (const form of [query, openHyphens(query)]) {
    const answered = await ask(form, index, isWhole);
    if (answered.found.length) return answered;
  }
  const { corrected } = await import("./search-spelling.js");
  const shownFor = await corrected(text, (word) => isKnown(word, index), index.vocabulary);
  const answered = shownFor ? await ask(parseQuery(shownFor), index, isWhole) : { found: [] };
  return answered.found.length ? { ...answered, shownFor } : answered;
};
