// The index of the site: its Pagefind bundles, and what lies beside them.
import { fold, isRun } from "./search-query.js";

const SITE = window.__md_scope;
const PLACE = new URL("search/", SITE);

const readJson = async (path) => (await fetch(new URL(path, PLACE))).json();

const once = (make) => {
  let made;
  return () => (made ??= make());
};

const ascending = (words) => [...new Set(words)].sort((one, other) => one - other);

// The words of a phrase that was found, each time that it stands there.
const runsOf = (words, length) =>
  ascending(words).flatMap((_, at, all) => {
    const run = all.slice(at, at + length);
    return run.at(-1) - run[0] === length - 1 && run.length === length ? [run] : [];
  });

// What all searches found.
const intersection = (answers) => {
  const byId = answers.map(({ results }) => new Map(results.map((one) => [one.id, one])));
  return answers[0].results
    .filter(({ id }) => byId.every((answer) => answer.has(id)))
    .map(({ id, data }) => {
      const same = byId.map((answer) => answer.get(id));
      return {
        id,
        data,
        score: same.reduce((sum, { score }) => sum + score, 0),
        words: ascending(same.flatMap(({ words }) => words)),
        runs: same.flatMap(({ words }, at) => runsOf(words, answers[at].length)),
      };
    });
};

// By the names of the filters. What a page has nothing of is left out of the file.
const factsOf = ({ topics, people, publisher, year, bases, likelihoods, parts = [] }) => ({
  parts: parts.map(([start, kind]) => ({ start, kind })),
  values: {
    topic: topics ?? [],
    person: people ?? [],
    publisher: publisher ? [publisher] : [],
    year: year ? [year] : [],
    basis: bases ?? [],
    likelihood: likelihoods ?? [],
  },
});

// What Pagefind tells of a page; without a search, which would load the whole index.
const readPage = async (bundle, id) => {
  const { body } = await fetch(new URL(`${bundle}/fragment/${id}.pf_fragment`, PLACE));
  const text = await new Response(body.pipeThrough(new DecompressionStream("gzip"))).text();
  const page = JSON.parse(text.slice("pagefind_dcd".length));
  return { ...page, url: SITE.pathname + page.url.slice(1) };
};

const wordsOf = (names) => Object.values(names).flatMap((name) => fold(name).split(/\P{L}+/u));

export const openIndex = once(async () => {
  // Pagefind would report on the console that the page may not compile WebAssembly.
  new WebAssembly.Module(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0));
  const { bundles } = await readJson("search.json");
  const [{ createInstance }, ...common] = await Promise.all([
    import(new URL("newest/pagefind.js", PLACE)),
    ...bundles.map((bundle) => readJson(`${bundle}/common.json`)),
  ]);
  const start = (bundle) =>
    createInstance({
      basePath: new URL(`${bundle}/`, PLACE).pathname,
      baseUrl: SITE.pathname,
      noWorker: true,
    });
  // Each bundle is asked alone: in a word that it does not know, it takes another.
  const programs = {};
  for (const bundle of bundles) {
    programs[bundle] = start(bundle);
    await programs[bundle].filters(); // until it has started: all run the newest one's program
  }

  const ask = async (bundle, text, length) => {
    const { results } = await programs[bundle].search(text);
    return { results, length };
  };
  const askPhrase = async (bundle, tokens) => {
    const text = tokens.join(" ");
    const found = await ask(bundle, `"${text}"`, tokens.length);
    const isPlain = found.results.length && /^[ -~]*$/.test(text);
    if (isPlain || isRun(text) || !tokens[1]) return found;
    const { standing } = await import("./search-phrase.js");
    return standing(found, tokens, await ask(bundle, text));
  };
  const askAll = async (bundle, { words, phrases }) => {
    const asked = phrases.map((tokens) => askPhrase(bundle, tokens));
    if (words.length) asked.push(ask(bundle, words.join(" ")));
    return asked.length ? intersection(await Promise.all(asked)) : [];
  };
  const readAll = async (name) => {
    const read = async (bundle) =>
      Object.entries(await readJson(`${bundle}/${name}.json`)).map((entry) => [...entry, bundle]);
    return (await Promise.all(bundles.map(read))).flat();
  };
  const names = once(async () => {
    const { topics, people } = await readJson("names.json");
    return { topic: topics, person: people };
  });
  return {
    names,
    // The newest first: what most pages of each have, and what it finds, its best first.
    bundles: bundles.map((bundle, at) => ({
      common: new Set(common[at].map(fold)),
      find: (query) => askAll(bundle, query),
    })),
    // All pages, the newest first.
    everything: async () => {
      const all = await readAll("facets");
      return all
        .sort(([, one], [, other]) => (other.year ?? 0) - (one.year ?? 0))
        .map(([id, , bundle]) => ({
          id,
          data: () => readPage(bundle, id),
          score: 0,
          words: [],
          runs: [],
        }));
    },
    facets: once(async () => {
      const all = await readAll("facets");
      return new Map(all.map(([id, facts]) => [id, factsOf(facts)]));
    }),
    vocabulary: once(async () => {
      const [all, { topic, person }] = await Promise.all([readAll("words"), names()]);
      const ofNames = new Set([...wordsOf(person), ...wordsOf(topic)]);
      return all.map(([text, count]) => {
        const folded = fold(text);
        return { text, folded, count, isName: ofNames.has(folded) };
      });
    }),
  };
});
