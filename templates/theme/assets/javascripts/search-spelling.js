// What a reader probably meant: loaded only where nothing is found.
import { fold, parseQuery, spelledWords } from "./search-query.js";

// Damerau and Levenshtein's: how many letters are wrong, missing, too many or swapped.
const distance = (one, other) => {
  let before = [];
  let last = [...other, ""].map((_, at) => at);
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const wrong = one[i - 1] === other[j - 1] ? 0 : 1;
      const isSwap = one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      const swapped = isSwap ? before[j - 2] + 1 : Infinity;
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + wrong, swapped);
    }
    [before, last] = [last, row];
  }
  return last[other.length];
};

// The nearest word; of those as near, a name, then the most frequent.
const nearest = (word, vocabulary) => {
  const sought = fold(word);
  const most = sought.length > 5 ? 2 : 1;
  return vocabulary
    .filter(({ folded }) => Math.abs(folded.length - sought.length) <= most)
    .map((one) => ({ ...one, far: distance(sought, one.folded) }))
    .filter(({ far }) => far <= most)
    .sort((a, b) => a.far - b.far || b.isName - a.isName || b.count - a.count)[0]?.text;
};

// The text with each unknown word in better spelling or, where nothing is near, without it.
export const corrected = async (text, isKnown, vocabulary) => {
  let better = text;
  for (const word of spelledWords(parseQuery(text))) {
    if (await isKnown(word)) continue;
    better = better.replace(word, nearest(word, await vocabulary()) ?? "");
  }
  return better === text ? "" : better.replace(/\s+/gu, " ").trim();
};
