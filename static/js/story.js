// Makes the filters of the story instant, and shows in the picture of the years where the reader is. The filters are
// plain links and a plain form: whatever goes wrong here, the browser goes to the address itself.
(() => {
  const main = document.querySelector("main");
  if (!main) return;
  const told = document.createElement("p");
  told.className = "unseen";
  told.setAttribute("role", "status");

  // The first words come first: what only helps waits until the browser has nothing else to do.
  const soon = window.requestIdleCallback || ((call) => setTimeout(call, 200));
  soon(() => {
    document.body.append(told);
    watch();
  });

  let watching;
  function watch() {
    watching?.disconnect();
    const bars = new Map();
    for (const bar of main.querySelectorAll(".years-picture a[href^='#']")) bars.set(bar.hash.slice(1), bar);
    if (!bars.size || !("IntersectionObserver" in window)) return;
    const seen = new Set();
    const byMonth = [...bars.keys()].some((id) => id.startsWith("m"));
    watching = new IntersectionObserver((changes) => {
      for (const { target, isIntersecting } of changes) isIntersecting ? seen.add(target) : seen.delete(target);
      const first = [...seen].sort((one, other) => (one.compareDocumentPosition(other) & 4 ? -1 : 1))[0];
      // Over a chapter's prose it is still the year that was read last; above all of them it is none.
      const isAbove = !first && places[0]?.getBoundingClientRect().top > innerHeight * 0.2;
      if (!first && !isAbove) return;
      const id = first?.dataset.time;
      for (const [name, bar] of bars) {
        if (name === id) bar.setAttribute("aria-current", "location");
        else bar.removeAttribute("aria-current");
      }
    }, { rootMargin: "-20% 0px -60% 0px" });
    let last = "";
    const places = [...main.querySelectorAll(byMonth ? ".line li" : ".story .line")];
    for (const place of places) {
      const id = byMonth ? place.id : place.querySelector(".year")?.textContent;
      last = byMonth ? id || last : id ? `y${id}` : last;
      place.dataset.time = last;
      watching.observe(place);
    }
  }

  const here = () => location.pathname + location.search;
  let shown = here();
  let asked = 0;
  async function show(address, { focus, push }) {
    const number = ++asked;
    try {
      const response = await fetch(address, { headers: { Accept: "text/html" } });
      if (!response.ok || response.redirected) throw new Error(response.status);
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const fresh = page.querySelector("main");
      if (!fresh?.querySelector("#found")) throw new Error("not a page of the story");
      if (number !== asked) return;
      const open = [...main.querySelectorAll("details[open][id]")].map((one) => one.id);
      main.replaceChildren(...fresh.childNodes);
      for (const id of open) document.getElementById(id)?.setAttribute("open", "");
      document.title = page.title;
      if (push) history.pushState(null, "", address);
      shown = here();
      const place = (focus && document.getElementById(focus)) || document.getElementById("found");
      place.focus({ preventScroll: true });
      told.textContent = document.getElementById("found").textContent;
      watch();
    } catch {
      location.assign(address);
    }
  }

  main.addEventListener("click", (event) => {
    const link = event.target.closest(".filters a[href], .empty a[href], #found a[href]");
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    show(link.href, { focus: link.id, push: true });
  });

  main.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches(".filters form")) return;
    event.preventDefault();
    const said = [...new FormData(form)].filter(([, value]) => value !== "");
    show(`${form.getAttribute("action")}?${new URLSearchParams(said)}`, { focus: "f-find", push: true });
  });

  // A jump within the page changes the fragment alone, and needs nothing fetched.
  addEventListener("popstate", () => {
    if (here() !== shown) show(location.href, { push: false });
  });
})();
