"use strict";
(() => {
  const one = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const make = (name, attributes, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };
  document.documentElement.classList.add("js");

  const form = one("#filters"), bar = one("#bar"), list = one("#files ol"), search = one("#files input");
  // What the names of all files begin with, up to a slash, need not be said in the list.
  const names = all("section.file").map((section) => section.dataset.path);
  let common = names.length > 1 ? names[0].slice(0, names[0].lastIndexOf("/") + 1) : "";
  while (!names.every((name) => name.startsWith(common))) common = common.slice(0, common.slice(0, -1).lastIndexOf("/") + 1);

  const narrow = matchMedia("(max-width: 959.98px)");
  const files = all("section.file").map((section) => {
    const count = make("span", { class: "count" });
    const name = make("span", {}, section.dataset.path.slice(common.length));
    const link = make("a", { href: "#" + section.id, title: section.dataset.path }, name, count);
    const item = make("li", {}, link);
    list.append(item);
    return { section, link, item, count, cards: all(".card", section), marks: null, left: 0 };
  });
  let file = null, card = null, place = 0;

  // The marks of a file by the id of their card; found when the file is first shown.
  function marksOf(of) {
    if (!of.marks) {
      of.marks = new Map(of.cards.map((it) => [it, []]));
      for (const mark of all("a.mark", of.section)) {
        for (const number of mark.dataset.f.split(" ")) of.marks.get(of.cards[number - 1]).push(mark);
      }
    }
    return of.marks;
  }

  function filter() {
    const ticked = (name) => new Set(all(`input[name=${name}]:checked`, form).map((box) => box.value));
    const levels = ticked("level"), families = ticked("family"), rule = form.elements.rule.value;
    let left = 0, total = 0;
    for (const one of files) {
      let gravest = "note";
      one.left = 0;
      for (const it of one.cards) {
        const { level, family, rule: id } = it.dataset;
        it.hidden = !(levels.has(level) && families.has(family) && (!rule || rule === id));
        if (it.hidden) continue;
        one.left += 1;
        if (level === "error" || gravest === "note") gravest = level;
      }
      one.count.textContent = one.left;
      one.count.className = "count " + gravest;
      one.item.classList.toggle("empty", one.left === 0);
      left += one.left;
      total += one.cards.length;
    }
    one("#shown").textContent = left === total ? `${total} findings` : `${left} of ${total} findings`;
    if (card && card.hidden) letGo();
    if (file && !file.left) show(files.find((it) => it.left) || file);
    mute();
  }

  // Marks of which no finding is shown read as plain text.
  function mute() {
    if (!file) return;
    marksOf(file);
    for (const mark of all("a.mark", file.section)) {
      const off = mark.dataset.f.split(" ").every((number) => file.cards[number - 1].hidden);
      mark.classList.toggle("off", off);
      mark.tabIndex = off ? -1 : 0;
    }
  }

  function show(next) {
    if (!next || next === file) return;
    letGo();
    if (file) {
      file.section.classList.remove("shown");
      file.link.removeAttribute("aria-current");
    }
    file = next;
    file.section.classList.add("shown");
    file.link.setAttribute("aria-current", "true");
    file.link.scrollIntoView({ block: "nearest" });
    mute();
    scrollTo(0, 0);
  }

  function letGo() {
    if (!card) return;
    card.classList.remove("on");
    for (const mark of marksOf(file).get(card)) mark.classList.remove("on", "near", "as-" + card.dataset.level);
    card = null;
    bar.hidden = true;
    document.body.classList.remove("picked");
  }

  // Lights up a finding: its card, and all of its passages together.
  function pick(next) {
    if (next === card) return;
    letGo();
    card = next;
    place = 0;
    card.classList.add("on");
    for (const mark of marksOf(file).get(card)) mark.classList.add("on", "as-" + card.dataset.level);
    bar.hidden = false;
    bar.className = card.dataset.level;
    one("p", bar).textContent = one(".number", card).textContent + " " + one(".message", card).textContent;
    one("#other").disabled = passages().length < 2;
    document.body.classList.add("picked");
    history.replaceState(null, "", "#" + card.id);
  }

  const passages = () => all(".places a", card).map((link) => document.getElementById(link.hash.slice(1))).filter(Boolean);

  // Brings a passage of the picked finding into view and into focus.
  function go(index) {
    const found = passages();
    if (!found.length) return card.focus();
    place = (index + found.length) % found.length;
    const mark = markAfter(found[place]);
    for (const it of marksOf(file).get(card)) it.classList.remove("near");
    mark.scrollIntoView({ block: "center" });
    mark.focus({ preventScroll: true });
    mark.classList.add("near");
    besideText();
  }

  // Brings the card of the picked finding into view in its own column, without moving the text.
  function besideText() {
    if (narrow.matches) return;
    const column = card.parentElement.getBoundingClientRect(), own = card.getBoundingClientRect();
    if (own.top < column.top) card.parentElement.scrollTop += own.top - column.top - 8;
    else if (own.bottom > column.bottom) card.parentElement.scrollTop += own.bottom - column.bottom + 8;
  }

  function markAfter(anchor) {
    let element = anchor;
    while (element && !element.classList.contains("mark")) element = element.nextElementSibling;
    return element || anchor;
  }

  const shownCards = () => file.cards.filter((it) => !it.hidden);

  function step(by) {
    if (!file) return;
    const cards = shownCards();
    let next = cards[card ? cards.indexOf(card) + by : by > 0 ? 0 : cards.length - 1];
    if (!next) {
      if (!turn(by)) return;
      const others = shownCards();
      next = others[by > 0 ? 0 : others.length - 1];
    }
    pick(next);
    go(0);
  }

  function turn(by) {
    const left = files.filter((it) => it.left && !it.item.hidden);
    const next = left[left.indexOf(file) + by];
    if (!next) return false;
    show(next);
    history.replaceState(null, "", "#" + next.section.id);
    return true;
  }

  function open(hash) {
    const target = hash.length > 1 && document.getElementById(decodeURIComponent(hash.slice(1)));
    if (!target) return;
    const rules = target.closest("#rules");
    if (rules) {
      rules.open = true;
      target.scrollIntoView({ block: "center" });
      return target.focus({ preventScroll: true });
    }
    const owner = files.find((it) => it.section === target.closest("section.file"));
    if (!owner) return;
    show(owner);
    const [kind, , number, index] = target.id.split("-");
    if (kind === "a") return;
    pick(owner.cards[number - 1]);
    go(Number(index || 0));
  }

  document.addEventListener("click", (event) => {
    const mark = event.target.closest("a.mark");
    if (mark) {
      event.preventDefault();
      // A second click on a passage of several findings goes on to the next of them.
      const owners = mark.dataset.f.split(" ").map((number) => file.cards[number - 1]).filter((it) => !it.hidden);
      if (!owners.length) return;
      pick(owners[(owners.indexOf(card) + 1) % owners.length]);
      besideText();
      return;
    }
    const link = event.target.closest('a[href^="#"]');
    if (link) {
      event.preventDefault();
      if (link.hash.startsWith("#a-")) history.replaceState(null, "", link.hash);
      if (narrow.matches && link.closest("#files")) one("#files details").open = false;
      const at = link.closest(".places") && all(".places a", link.closest(".card")).indexOf(link);
      open(link.hash);
      if (typeof at === "number") go(at);
      return;
    }
    const clicked = event.target.closest(".card");
    if (clicked && !String(getSelection())) {
      pick(clicked);
      go(0);
    }
    const button = event.target.closest("#bar button");
    if (button) button.id === "other" ? go(place + 1) : step(Number(button.dataset.step));
  });

  document.addEventListener("focusin", (event) => {
    const mark = event.target.closest("a.mark");
    if (!mark || !file) return;
    const numbers = mark.dataset.f.split(" ");
    const owners = numbers.map((number) => file.cards[number - 1]).filter((it) => !it.hidden);
    if (owners.length && !owners.includes(card)) pick(owners[0]);
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.closest("select, input[type=search]");
    if (event.key === "Escape") {
      if (typing) typing.blur();
      return letGo();
    }
    if (typing) return;
    const keys = {
      j: () => step(1),
      k: () => step(-1),
      n: () => turn(1),
      p: () => turn(-1),
      o: () => card && go(place + 1),
      "/": () => { one("#files details").open = true; search.focus(); },
    };
    if (!Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key]();
  });

  search.addEventListener("input", () => {
    const wanted = search.value.toLowerCase();
    for (const it of files) it.item.hidden = !it.section.dataset.path.toLowerCase().includes(wanted);
  });
  form.addEventListener("change", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", () => open(location.hash));

  if (narrow.matches) {
    one("#tools").open = false;
    one("#files details").open = files.length > 1 && files.length < 6;
  }
  one("#files summary").textContent = `Files with findings (${files.length})`;
  one("#nothing").hidden = files.length > 0;
  filter();
  show(files[0]);
  open(location.hash);
})();
