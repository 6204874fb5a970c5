// Served pages only: reload after a build that passed, show what is wrong after one that did not.
(() => {
  "use strict";
  let first = true;
  const box = document.createElement("aside");
  box.id = "live-problems";
  box.setAttribute("aria-label", "What is wrong");
  const sheet = document.createElement("link");
  sheet.rel = "stylesheet";
  sheet.href = "/-/live.css";
  document.head.append(sheet);

  const line = (tag, words) => Object.assign(document.createElement(tag), { textContent: words });
  const item = (problem) => {
    const entry = document.createElement("li");
    if (problem.place) entry.append(line("code", problem.place), " ");
    entry.append(problem.text, ...problem.detail.map((words) => line("p", words)));
    return entry;
  };
  const show = (problems) => {
    const list = document.createElement("ol");
    list.append(...problems.map(item));
    const count = problems.length === 1 ? "1 error" : `${problems.length} errors`;
    box.replaceChildren(line("h2", `${count}: below is the last good site`), list);
    document.body.prepend(box);
  };

  new EventSource("/-/state").onmessage = (event) => {
    const state = JSON.parse(event.data);
    if (!state.passed) show(state.problems);
    else if (!first) location.reload();
    first = false;
  };
})();
