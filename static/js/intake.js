// Reads one item after another and shows how far it has come. Each is kept as soon as it is read, so that
// closing the page loses nothing: opening it again goes on.
(() => {
  const form = document.getElementById("intake");
  if (!form || !("goingOn" in form.dataset)) return;
  const items = document.getElementById("intake-items");
  const trouble = document.getElementById("intake-trouble");
  const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

  async function step() {
    const response = await fetch(form.action, {
      method: "POST",
      headers: { Accept: "application/json" },
      body: new FormData(form),
    });
    if (!response.ok) throw new Error(response.statusText);
    return response.json();
  }

  async function goOn() {
    trouble.hidden = true;
    try {
      for (;;) {
        const progress = await step();
        items.innerHTML = progress.html;
        if (progress.done) break;
        // Not read by us: a worker or another tab is at it, and we only look. Do not hammer.
        await pause(progress.worked ? 200 : 1500);
      }
    } catch {
      trouble.hidden = false;
    }
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    goOn();
  });
  goOn();
})();
