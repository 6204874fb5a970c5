// Search in the page, from window.BRIEFINGS_INDEX: facts first, then passages, sources, names. Needs no server.
"use strict";
{
  const GROUPS = { fact: "Facts", passage: "Passages", source: "Sources", entity: "Names" }, SHOWN = 20;
  const { element } = window.BRIEFINGS;
  const [input, results, listing] = ["q", "results", "index"].map((id) => document.getElementById(id));

  // Accents, case and the kind of apostrophe do not matter to a reader who searches.
  const folded = (term) => term.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[’ʼ]/g, "'").toLowerCase();
  const engine = new MiniSearch({
    fields: ["number", "title", "note", "names"],
    storeFields: ["kind", "number", "title", "note", "address"],
    processTerm: folded,
    searchOptions: {
      boost: { number: 8, title: 3, names: 2 }, combineWith: "AND",
      prefix: (term) => term.length > 2, fuzzy: (term) => term.length > 5 && 0.15,
    },
  });
  engine.addAll(window.BRIEFINGS_INDEX.documents.map((each, id) => ({ id, ...each })));

  const hit = ({ kind, number, title, note, address }) => {
    const item = element("li", "", Object.assign(element("a", "", title), { href: address }));
    if (kind === "fact") item.prepend(element("b", "", number));
    if (note) item.append(element("span", "d", note));
    return item;
  };
  const group = ([kind, heading], hits) => {
    const mine = hits.filter((each) => each.kind === kind);
    if (!mine.length) return [];
    const list = element("ol", kind === "fact" ? "list" : "list plain", ...mine.slice(0, SHOWN).map(hit));
    const rest = mine.length > SHOWN ? [element("p", "legend", `The best ${SHOWN} are shown.`)] : [];
    return [element("h2", "", `${heading} (${mine.length})`), list, ...rest];
  };
  const answer = (query) => {
    const strict = engine.search(query), hits = strict.length ? strict : engine.search(query, { combineWith: "OR" });
    const words = hits.length ? `${hits.length} ${hits.length === 1 ? "result" : "results"} for “${query}”`
      : `Nothing in this dossier matches “${query}”. Try fewer or other words.`;
    return [element("p", "legend", words), ...Object.entries(GROUPS).flatMap((each) => group(each, hits))];
  };
  const show = () => {
    const query = input.value.trim();
    results.hidden = !query;
    listing.hidden = Boolean(query);
    results.replaceChildren(...(query ? answer(query) : []));
    try {
      history.replaceState(null, "", query ? `?${new URLSearchParams({ q: query })}` : location.pathname);
    } catch { /* some browsers refuse on file:// */ }
  };
  // The arrow keys walk through the results; up from the first goes back to the box.
  const walk = (event) => {
    const stops = [input, ...results.querySelectorAll("a")], at = stops.indexOf(document.activeElement);
    const next = at >= 0 && stops[at + ({ ArrowDown: 1, ArrowUp: -1 }[event.key] ?? NaN)];
    if (!next) return;
    event.preventDefault();
    next.focus();
  };

  input.value = new URLSearchParams(location.search).get("q") || "";
  input.oninput = show;
  input.form.onsubmit = (event) => {
    event.preventDefault();
    show();
  };
  addEventListener("keydown", walk);
  show();
  if (!input.value) input.focus();
}
