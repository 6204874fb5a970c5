// Nothing here is needed to read a page. A classic script: modules do not load from file://.
"use strict";
const root = document.documentElement, indexed = new URL("../../search-index.js", document.currentScript.src);
const make = (tag, className, ...content) => {
  const made = Object.assign(document.createElement(tag), { className });
  made.append(...content);
  return made;
};

// The reader's theme is set before the first paint.
let kept = {};
try { kept = localStorage; } catch { /* refused: it holds for this page */ }
root.dataset.theme = kept.theme || "";
const switchTheme = () => {
  root.dataset.theme = kept.theme = getComputedStyle(root).colorScheme === "dark" ? "light" : "dark";
};

// A copy button is shown only where it can work.
const copyButton = (button) => {
  const name = button.textContent, cited = document.getElementById(button.dataset.copy);
  button.hidden = !navigator.clipboard;
  button.onclick = async () => {
    button.textContent = await navigator.clipboard.writeText(cited.innerText).then(() => "Copied", () => "Not copied");
    setTimeout(() => { button.textContent = name; }, 2000);
  };
};

// Previews: one box for facts and sources, on hover or keyboard focus, after 300 ms.
const LINKS = "a:is(.ref, [href*='sources/'])", box = make("div", "pv");
let aim, timer;
const unfold = (link, number, title, more) => {
  const { left, top, bottom } = link.getBoundingClientRect();
  box.replaceChildren(make("p", "kick", number), make("p", "stmt", title), more);
  box.style = `--x:${left}px;` + (top > innerHeight / 2 ? `bottom:${innerHeight - top + 8}px` : `top:${bottom + 8}px`);
  box.showPopover();
};
const preview = (link) => {
  const part = (name) => document.getElementById(link.hash.slice(1))?.querySelector(name);
  if (part(".stmt")) return unfold(link, link.text, part(".stmt").textContent, part(".tags").cloneNode(true));
  const onload = () => aim === link && preview(link), known = window.BRIEFINGS_INDEX;
  if (!known) return document.head.append(Object.assign(make("script"), { src: indexed, onload }));
  const found = known.documents.find((each) => each.number && link.href.includes(each.address));
  if (found) unfold(link, found.number, found.title, make("p", "note", found.note));
};
const hide = () => {
  clearTimeout(timer);
  box.hidePopover();
};
// A link that has the keyboard's focus keeps its preview while the mouse is elsewhere.
const follow = ({ target }) => {
  const next = target.closest(`${LINKS}, .pv`) || document.querySelector(`${LINKS}:focus-visible`);
  if (next === aim) return;
  clearTimeout(timer);
  aim = next;
  if (aim !== box) timer = setTimeout(aim ? preview : hide, 300, aim);
};
const previews = () => {
  if (!box.showPopover || !matchMedia("(hover: hover)").matches) return;
  box.popover = "manual";
  document.body.append(box);
  onmouseover = follow;
  addEventListener("focusin", follow);
  onclick = hide;
  onscroll = () => box.matches(":popover-open") && hide();
};

onkeydown = (event) => {
  if (event.key === "Escape" && box.isConnected) hide();
  // "/" goes to the search box, unless the reader is typing.
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.target.closest("input")) return;
  event.preventDefault();
  document.querySelector(".search input").focus();
};
addEventListener("DOMContentLoaded", () => {
  document.querySelector(".theme").onclick = switchTheme;
  document.querySelectorAll("[data-copy]").forEach(copyButton);
  previews();
  // Where the navigation is wider than the screen, it shows the entry that the reader is in.
  const entry = document.querySelector(".nav [aria-current]");
  if (entry) entry.closest(".nav").scrollLeft = entry.offsetLeft - 40;
});
