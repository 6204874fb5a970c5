// Nothing here is needed to read a page. A classic script: modules do not load from file://.
"use strict";
{
  const root = document.documentElement, home = new URL("../../", document.currentScript.src).href;
  const element = (tag, name = "", ...content) => {
    const made = Object.assign(document.createElement(tag), { className: name });
    made.append(...content);
    return made;
  };
  window.BRIEFINGS = { element };

  // Theme: the reader's choice, set before the first paint; else the system's. Storage may be refused.
  const other = () => {
    const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
    return (root.dataset.theme || system) === "dark" ? "light" : "dark";
  };
  try {
    if (/^(light|dark)$/.test(localStorage.theme)) root.dataset.theme = localStorage.theme;
  } catch { /* the system's */ }
  const themeButton = () => {
    const button = element("button", "theme");
    const label = () => { button.title = `Switch to the ${other()} theme`; };
    button.type = "button";
    button.onclick = () => {
      root.dataset.theme = other();
      label();
      try { localStorage.theme = root.dataset.theme; } catch { /* this page only */ }
    };
    label();
    document.querySelector(".mast .wrap").append(button);
  };

  // Where the navigation is wider than the screen, it shows the entry that the reader is in.
  const showEntry = () => {
    const entry = document.querySelector(".nav [aria-current]");
    if (entry) entry.closest(".nav").scrollLeft = entry.offsetLeft - 40;
  };

  // Copy buttons: shown only where they can work.
  const copyButton = (button) => {
    const named = button.textContent, source = document.getElementById(button.dataset.copy);
    const say = (words) => {
      button.textContent = words;
      setTimeout(() => { button.textContent = named; }, 2000);
    };
    button.hidden = !navigator.clipboard;
    button.ariaLive = "polite";
    button.onclick = () => navigator.clipboard.writeText(source.textContent.trim().replace(/\s+/g, " "))
      .then(() => say("Copied"), () => say("Not copied"));
  };

  // "/" goes to the search box, unless the reader is typing.
  const slash = (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input")) return;
    event.preventDefault();
    document.querySelector(".search input").focus();
  };

  // Previews: one box for facts and sources; on hover or keyboard focus, after 300 ms.
  const box = element("div", "pv");
  let opening, closing;
  const parts = (number, title, rest) => [element("p", "kick", number), element("p", "stmt", title), rest];
  const onPage = (link) => {
    const fact = document.getElementById(link.hash.slice(1)), statement = fact?.querySelector(".stmt");
    return statement && parts(link.textContent, statement.textContent, fact.querySelector(".tags").cloneNode(true));
  };
  const inIndex = (link) => {
    const path = link.href.slice(home.length).split("#")[0];
    const found = window.BRIEFINGS_INDEX.documents.find(
      (each) => each.number === link.textContent || each.address === path);
    return found && parts(found.number, found.title, element("p", "note", found.note));
  };
  const withIndex = (then) => {
    if (window.BRIEFINGS_INDEX) return then();
    document.head.append(Object.assign(element("script"), { src: `${home}search-index.js`, onload: then }));
  };
  const open = (link, content) => {
    if (!content) return;
    box.replaceChildren(...content);
    box.showPopover();
    const at = link.getBoundingClientRect(), { width, height } = box.getBoundingClientRect();
    const below = at.bottom + height + 16 < innerHeight || at.top < height + 16;
    box.style.left = `${scrollX + Math.max(16, Math.min(at.left, root.clientWidth - width - 16))}px`;
    box.style.top = `${scrollY + (below ? at.bottom + 8 : at.top - height - 8)}px`;
  };
  const show = (link) => {
    const found = onPage(link), current = opening;
    if (found) open(link, found);
    else withIndex(() => { if (opening === current) open(link, inIndex(link)); });
  };
  const still = () => [opening, closing].forEach(clearTimeout);
  const hide = () => {
    still();
    opening = 0;
    box.hidePopover();
  };
  const soon = (event) => {
    still();
    opening = setTimeout(show, 300, event.target);
  };
  const later = () => {
    still();
    closing = setTimeout(hide, 300);
  };
  const previews = () => {
    if (!box.showPopover || !matchMedia("(hover: hover)").matches) return;
    box.popover = "manual";
    document.body.append(box);
    document.querySelectorAll("a.ref, .src a[href*='sources/'], a[data-source]").forEach((link) => {
      link.onmouseenter = soon;
      link.onfocus = (event) => { if (link.matches(":focus-visible")) soon(event); };
      link.onmouseleave = link.onblur = later;
      link.onclick = hide;
    });
    box.onmouseenter = still;
    box.onmouseleave = later;
    addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
    addEventListener("scroll", () => { if (box.matches(":popover-open")) hide(); });
  };

  addEventListener("DOMContentLoaded", () => {
    themeButton();
    showEntry();
    document.querySelectorAll("[data-copy]").forEach(copyButton);
    addEventListener("keydown", slash);
    previews();
  });
}
