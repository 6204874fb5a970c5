// Search in the page: facts first, then passages, sources, names.
"use strict";
const GROUPS = { fact: "Facts", passage: "Passages", source: "Sources", entity: "Names" };
const { documents } = BRIEFINGS_INDEX, [input, results] = ["q", "results"].map((id) => document.getElementById(id));
const engine = new MiniSearch({
  fields: ["number", "title", "note", "names"],
  // Accents, case and the kind of apostrophe do not matter to a reader who searches.
  processTerm: (term) => term.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[’ʼ]/g, "'").toLowerCase(),
  searchOptions: {
    boost: { number: 8, title: 3, names: 2 }, combineWith: "AND",
    prefix: (term) => term.length > 2, fuzzy: (term) => term.length > 5 && 0.15,
  },
});
engine.addAll(documents.map((each, id) => ({ id, ...each })));

const hit = ({ number, title, note = "", address }) => make(
  "li", "", number ? make("b", "", number) : "",
  Object.assign(make("a", "", title), { href: address }), make("span", "d", note));
const group = (name, hits, best = hits.slice(0, 20)) => hits[0] ? [
  make("h2", "", `${name} (${best.length} of ${hits.length})`),
  make("ol", best[0].number ? "list" : "list plain", ...best.map(hit)),
] : [];
const search = () => {
  const query = input.value.trim(), strict = engine.search(query);
  const hits = (strict[0] ? strict : engine.search(query, { combineWith: "OR" })).map(({ id }) => documents[id]);
  const groups = Object.entries(GROUPS).flatMap(
    ([kind, name]) => group(name, hits.filter((each) => each.kind === kind)));
  results.hidden = !query;
  results.replaceChildren(make("p", "legend", `${hits.length || "Nothing"} found for “${query}”`), ...groups);
};
input.oninput = () => {
  search();
  history.replaceState(0, "", `?q=${encodeURIComponent(input.value)}`);
};
// The arrow keys walk through the results; up from the first goes back to the box.
document.onkeydown = (event) => {
  const stops = [input, ...results.querySelectorAll("a")], at = stops.indexOf(document.activeElement);
  const next = at >= 0 && stops[at + { ArrowDown: 1, ArrowUp: -1 }[event.key]];
  if (!next) return;
  event.preventDefault();
  next.focus();
};
input.value = new URLSearchParams(location.search).get("q");
search();
