// Nothing here is needed to read a page. A classic script: modules do not load from file://.
(function () {
  "use strict";
  var root = document.documentElement;
  var home = new URL("../../", document.currentScript.src).href;

  // Theme: the reader's choice, set before the first paint; else the system's.
  function stored() {
    try { return localStorage.getItem("theme"); } catch (refused) { return null; }
  }
  function isDark() {
    return root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  }
  if (/^(light|dark)$/.test(stored())) root.dataset.theme = stored();

  function themeButton() {
    var bar = document.querySelector(".mast .wrap");
    if (!bar) return;
    var button = document.createElement("button");
    button.type = "button";
    button.className = "theme";
    function label() {
      button.title = "Switch to the " + (isDark() ? "light" : "dark") + " theme";
      button.setAttribute("aria-label", button.title);
    }
    button.addEventListener("click", function () {
      root.dataset.theme = isDark() ? "light" : "dark";
      try { localStorage.setItem("theme", root.dataset.theme); } catch (refused) { /* this page only */ }
      label();
    });
    label();
    bar.append(button);
  }

  // Copy buttons: shown only where they can work.
  function copyButton(button) {
    var named = button.textContent, source = document.getElementById(button.dataset.copy);
    if (!source || !navigator.clipboard) return;
    function say(words) {
      button.textContent = words;
      setTimeout(function () { button.textContent = named; }, 2000);
    }
    button.hidden = false;
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", function () {
      navigator.clipboard.writeText(source.textContent.trim().replace(/\s+/g, " "))
        .then(function () { say("Copied"); }, function () { say("Not copied"); });
    });
  }

  // "/" goes to the search box, unless the reader is typing.
  function slash(event) {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    var inputs = document.querySelectorAll(".search input"), input = inputs[inputs.length - 1];
    if (!input) return;
    event.preventDefault();
    input.focus();
  }

  // Previews: one box for facts and sources; on hover or keyboard focus, after 300 ms.
  var box, opening, closing, index;
  function line(name, words) {
    var p = document.createElement("p");
    p.className = name;
    p.textContent = words;
    return p;
  }
  function onPage(link) {
    var fact = link.hash && document.getElementById(link.hash.slice(1));
    var statement = fact && fact.querySelector(".stmt"), tags = fact && fact.querySelector(".tags");
    if (!statement) return null;
    var parts = [line("kick", link.textContent.trim()), line("stmt", statement.textContent.trim())];
    return tags ? parts.concat(tags.cloneNode(true)) : parts;
  }
  function inIndex(link) {
    var path = link.href.split("#")[0].slice(home.length);
    var found = index.documents.find(function (each) {
      return each.kind === "fact" ? each.number === link.textContent.trim() : each.kind === "source" && each.address === path;
    });
    return found && [line("kick", found.number || "Source"), line("stmt", found.title), line("note", found.note)];
  }
  function loadIndex(then) {
    if (index) return then();
    index = window.BRIEFINGS_INDEX;
    if (index) return then();
    var script = document.createElement("script");
    script.src = home + "search-index.js";
    script.addEventListener("load", function () { index = window.BRIEFINGS_INDEX; then(); });
    document.head.append(script);
  }
  function place(link) {
    var at = link.getBoundingClientRect(), size = box.getBoundingClientRect();
    var below = at.bottom + size.height + 16 < innerHeight || at.top < size.height + 16;
    box.style.left = scrollX + Math.max(16, Math.min(at.left, root.clientWidth - size.width - 16)) + "px";
    box.style.top = scrollY + (below ? at.bottom + 8 : at.top - size.height - 8) + "px";
  }
  function open(link, parts) {
    if (!parts) return;
    box.replaceChildren.apply(box, parts);
    box.showPopover();
    place(link);
  }
  function show(link) {
    var parts = onPage(link), current = opening;
    if (parts) return open(link, parts);
    loadIndex(function () { if (opening === current) open(link, inIndex(link)); });
  }
  function hide() {
    clearTimeout(opening);
    clearTimeout(closing);
    opening = 0;
    box.hidePopover();
  }
  function whileShown(then) { return function () { if (box.matches(":popover-open")) then(); }; }
  function soon(link) {
    clearTimeout(closing);
    clearTimeout(opening);
    opening = setTimeout(show, 300, link);
  }
  function later() {
    clearTimeout(opening);
    closing = setTimeout(hide, 300);
  }
  function previews() {
    box = document.createElement("div");
    if (!("popover" in box) || !matchMedia("(hover: hover)").matches) return;
    box.className = "pv";
    box.popover = "manual";
    document.body.append(box);
    document.querySelectorAll("a.ref, .src a[href*='sources/'], a[data-source]").forEach(function (link) {
      link.addEventListener("mouseenter", function () { soon(link); });
      link.addEventListener("mouseleave", later);
      link.addEventListener("focus", function () { if (link.matches(":focus-visible")) soon(link); });
      link.addEventListener("blur", later);
      link.addEventListener("click", hide);
    });
    box.addEventListener("mouseenter", function () { clearTimeout(closing); });
    box.addEventListener("mouseleave", whileShown(later));
    addEventListener("keydown", function (event) { if (event.key === "Escape") hide(); });
    addEventListener("scroll", whileShown(hide), { passive: true });
  }

  document.addEventListener("DOMContentLoaded", function () {
    themeButton();
    document.querySelectorAll("[data-copy]").forEach(copyButton);
    document.addEventListener("keydown", slash);
    previews();
  });
})();
