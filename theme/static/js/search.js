// Search in the page, from window.BRIEFINGS_INDEX: facts first, then passages, sources, names. Needs no server.
(function () {
  "use strict";
  var GROUPS = [["fact", "Facts"], ["passage", "Passages"], ["source", "Sources"], ["entity", "Names"]];
  var SHOWN = 20;
  var input = document.getElementById("q"), results = document.getElementById("results");
  var listing = document.getElementById("index");
  if (!input || !results || !window.MiniSearch || !window.BRIEFINGS_INDEX) return;

  // Accents, case and the kind of apostrophe do not matter to a reader who searches.
  function folded(term) {
    return term.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[’ʼ]/g, "'").toLowerCase();
  }
  var engine = new MiniSearch({
    fields: ["number", "title", "note", "names"],
    storeFields: ["kind", "number", "title", "note", "address"],
    processTerm: folded,
    searchOptions: {
      boost: { number: 8, title: 3, names: 2 }, combineWith: "AND", processTerm: folded,
      prefix: function (term) { return term.length > 2; }, fuzzy: function (term) { return term.length > 5 ? 0.15 : false; }
    }
  });
  engine.addAll(window.BRIEFINGS_INDEX.documents.map(function (each, id) { return Object.assign({ id: id }, each); }));

  function element(tag, name, words) {
    var node = document.createElement(tag);
    if (name) node.className = name;
    node.textContent = words || "";
    return node;
  }
  function hit(found) {
    var item = element("li"), link = element("a", "", found.title);
    link.href = found.address;
    if (found.kind === "fact") item.append(element("b", "", found.number));
    item.append(link);
    if (found.note) item.append(element("span", "d", found.note));
    return item;
  }
  function group(kind, heading, hits) {
    var mine = hits.filter(function (each) { return each.kind === kind; });
    if (!mine.length) return [];
    var list = element("ol", kind === "fact" ? "list" : "list plain");
    list.append.apply(list, mine.slice(0, SHOWN).map(hit));
    var parts = [element("h2", "", heading + " (" + mine.length + ")"), list];
    return mine.length > SHOWN ? parts.concat(element("p", "legend", "The best " + SHOWN + " are shown.")) : parts;
  }
  function answer(query) {
    var hits = engine.search(query);
    if (!hits.length) hits = engine.search(query, { combineWith: "OR" });
    var parts = GROUPS.reduce(function (all, each) { return all.concat(group(each[0], each[1], hits)); }, []);
    var words = hits.length ? hits.length + (hits.length === 1 ? " result" : " results") + " for “" + query + "”"
      : "Nothing in this dossier matches “" + query + "”. Try fewer or other words.";
    return [element("p", "legend", words)].concat(parts);
  }
  function show() {
    var query = input.value.trim();
    results.hidden = !query;
    results.className = "hits";
    if (listing) listing.hidden = Boolean(query);
    results.replaceChildren.apply(results, query ? answer(query) : []);
  }
  function remember() {
    var address = new URL(location.href), query = input.value.trim();
    if (query) address.searchParams.set("q", query); else address.searchParams.delete("q");
    try { history.replaceState(null, "", address); } catch (refused) { /* some browsers refuse on file:// */ }
  }
  // The arrow keys walk through the results; up from the first goes back to the box.
  function walk(event) {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    var stops = [input].concat(Array.from(results.querySelectorAll("a")));
    var at = stops.indexOf(document.activeElement), next = stops[at + (event.key === "ArrowDown" ? 1 : -1)];
    if (at < 0 || !next) return;
    event.preventDefault();
    next.focus();
  }

  input.value = new URLSearchParams(location.search).get("q") || "";
  input.addEventListener("input", function () { show(); remember(); });
  input.form.addEventListener("submit", function (event) { event.preventDefault(); show(); remember(); });
  document.addEventListener("keydown", walk);
  show();
  if (!input.value) input.focus();
})();
