// The pages on which a phrase stands although Pagefind does not find it there: it finds none on a page
// that has one of its words with other accents, too.
import { fold, trimmed } from "./search-query.js";

const MOST = 30; // pages that are looked through

// What was found, and those of the results for its words on which the phrase stands, too.
export const standing = async (found, tokens, { results }) => {
  const known = new Set(found.results.map(({ id }) => id));
  const folded = tokens.map(fold);
  const placesOn = (words, isThere) =>
    words.filter((at) => folded.every((token, after) => isThere(at + after, token)));
  const isNear = ({ id, words }) => {
    const all = new Set(words);
    return !known.has(id) && placesOn(words, (at) => all.has(at)).length;
  };
  const look = async (one) => {
    const page = (await one.data()).content.split(/\s+/u).map((word) => fold(trimmed(word)));
    const places = placesOn(one.words, (at, token) => page[at] === token);
    return { ...one, words: places.flatMap((at) => tokens.map((_, after) => at + after)) };
  };
  const looked = await Promise.all(results.filter(isNear).slice(0, MOST).map(look));
  return { ...found, results: [...found.results, ...looked.filter(({ words }) => words.length)] };
};
