// What a reader typed → what is searched for: words, all of which must occur, and phrases, each of
// which must occur as it stands. Scripts without spaces are written in the index character by
// character, so that a run of them is a phrase.
const UNSPACED =
  "\\u2e80-\\u2fdf\\u3005\\u3007\\u3021-\\u3029\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff" +
  "\\u{20000}-\\u{3ffff}\\u3041-\\u309f\\u30a1-\\u30fa\\u30fc-\\u30ff\\u31f0-\\u31ff" +
  "\\u0e01-\\u0e3a\\u0e40-\\u0e5b";
const RUN = new RegExp(`((?:[${UNSPACED}]\\p{M}*)+)`, "u");
const CHARACTER = /.\p{M}*/gu;
const CLOSE = `[${UNSPACED}\\u3000-\\u303f\\uff00-\\uff65]`; // they and their punctuation
const BEGINS = new RegExp(`^${CLOSE}`, "u");
const ENDS = new RegExp(`${CLOSE}\\p{M}*$`, "u");
const QUOTED = /["“”„«»「]([^"“”„«»「」]+)["“”„«»」]/gu;
const WIDE = /[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/gu; // what Latin text is typed with in Asia
const SPACE = /\s|(?![!-~‐‑‘’ʼ·׳״])[\p{P}\p{S}]/u; // also a dash that parts two words without one
const EDGES = /^[^\p{L}\p{N}]+|[^\p{L}\p{M}\p{N}]+$/gu;

export const trimmed = (word) => word.replace(EDGES, "");

export const isRun = (piece) => RUN.test(piece);

const pieces = (text) =>
  text
    .split(SPACE)
    .flatMap((piece) => piece.split(RUN))
    .map(trimmed)
    .filter(Boolean);

// Pagefind drops marks: in the index a letter, so far behind it, stands for each of a character.
const LETTER = 0x9200;
const shifted = (text, by) =>
  text.replace(/(?<=.)./gu, (mark) => String.fromCharCode(mark.charCodeAt() + by));
const withLetters = (character) =>
  shifted(character.normalize("NFD").replace(/(?<=.)[^\u0e31-\u309a]/gu, ""), LETTER);

const tokensOf = (piece) => (isRun(piece) ? piece.match(CHARACTER).map(withLetters) : [piece]);

// The words of the index, as they stand on the page.
export const tokensOfPage = (content) =>
  content.split(/\s+/u).map((token) => (isRun(token) ? shifted(token, -LETTER).normalize() : token));

export const parseQuery = (text) => {
  const phrases = [];
  const narrow = text.normalize("NFC").replace(WIDE, (letter) => letter.normalize("NFKC"));
  const rest = narrow.replace(QUOTED, (_, quoted) => {
    phrases.push(pieces(quoted).flatMap(tokensOf));
    return " ";
  });
  const words = pieces(rest);
  phrases.push(...words.filter(isRun).map(tokensOf));
  return {
    words: words.filter((word) => !isRun(word)),
    phrases: phrases.filter(({ length }) => length),
  };
};

// “export-controls” is one word or, where nobody writes it so, two.
export const openHyphens = ({ words, phrases }) => ({
  words: words.flatMap((word) => word.split(/[^\p{L}\p{M}\p{N}'’]+/u)),
  phrases,
});

export const spelledWords = ({ words, phrases }) =>
  [...words, ...phrases.flat()].filter((word) => !isRun(word));

// Accents and case do not count, nor do letters that many a keyboard lacks.
const LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d" };
export const fold = (text) =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[ßæœøłđ]/gu, (letter) => LETTERS[letter]);

// What stands between two words of the index on the page.
export const gap = (before, after) =>
  /.[‒-―]$/u.test(before) || (ENDS.test(before) && BEGINS.test(after)) ? "" : " ";
