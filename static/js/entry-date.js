// Shows how a date will read while it is typed, and offers the choices where it could mean two things.
// Without this file the form says the same after it was sent.
(() => {
  const DELAY = 250; // milliseconds after the last key

  function partOf(input, suffix) {
    // The fields that belong to the date carry its name with a suffix: date_extent, date_wording.
    return input.form && input.form.elements[`${input.name}_${suffix}`];
  }

  function set(field, value) {
    if (!field || field.value === value) return;
    field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  // What a choice has filled in beside a date goes again when another date is typed.
  const filledIn = new WeakMap();

  function takeBack(input) {
    for (const [field, value] of filledIn.get(input) || []) if (field.value === value) set(field, "");
    filledIn.delete(input);
  }

  function choose(input, choice) {
    set(input, choice.text);
    takeBack(input);
    const extent = partOf(input, "extent");
    const wording = partOf(input, "wording");
    set(extent, choice.extent);
    // The editor's own words are left as they are.
    if (wording && !wording.value) set(wording, choice.wording);
    filledIn.set(input, [[extent, choice.extent], [wording, choice.wording]].filter(([field, value]) => field && value));
    input.focus();
    show(input);
  }

  function placeFor(input) {
    return document.getElementById(`${input.id}-reading`);
  }

  function isSaidAbove(input, message) {
    // By the form, which was sent with this date in it.
    const field = input.closest("[data-field]");
    return [...(field ? field.querySelectorAll(".error-message") : [])].some((one) => one.textContent.includes(message));
  }

  function render(input, answer) {
    const place = placeFor(input);
    place.dataset.state = answer.state;
    place.replaceChildren();
    if (answer.state === "read") {
      const wording = partOf(input, "wording");
      place.textContent = `Reads as: ${answer.words}`;
      if (wording && wording.value) place.append(`. Shown instead: ${wording.value}`);
    }
    if (answer.message && !isSaidAbove(input, answer.message)) {
      const message = document.createElement("p");
      message.textContent = answer.message;
      place.append(message);
    }
    if (!answer.choices) return;
    const list = document.createElement("ul");
    for (const choice of answer.choices) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "button button-small button-secondary";
      button.textContent = choice.label;
      button.addEventListener("click", () => choose(input, choice));
      const item = document.createElement("li");
      item.append(button);
      list.append(item);
    }
    place.append(list);
  }

  function addressFor(input) {
    const extent = partOf(input, "extent");
    const query = new URLSearchParams({ text: input.value });
    // A source's date has no extent: it is then not asked whether a range lasted.
    if (extent) query.set("extent", extent.value);
    return `${input.dataset.entryDate}?${query}`;
  }

  async function show(input) {
    const address = addressFor(input);
    const answer = await answerTo(address);
    // A slow answer to an older text must not stand beside a newer one.
    if (addressFor(input) === address) render(input, answer);
  }

  async function answerTo(address) {
    try {
      const response = await fetch(address, { headers: { Accept: "application/json" } });
      if (response.ok) return await response.json();
    } catch {
      // No network, or the sign-in page instead of an answer.
    }
    return { state: "unknown", message: "How this reads cannot be shown just now. It is checked when you save." };
  }

  const timers = new WeakMap();
  function soon(input) {
    placeFor(input).dataset.state = "waiting";
    clearTimeout(timers.get(input));
    timers.set(input, setTimeout(() => show(input), DELAY));
  }

  document.addEventListener("input", (event) => {
    if (!event.target.matches("[data-entry-date]")) return;
    takeBack(event.target);
    soon(event.target);
  });
  document.addEventListener("change", (event) => {
    const { form, name } = event.target;
    if (!form || !/_(extent|wording)$/.test(name)) return;
    const input = form.elements[name.replace(/_(extent|wording)$/, "")];
    if (input && input.matches && input.matches("[data-entry-date]")) soon(input);
  });
  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("[data-entry-date]").forEach((input) => input.value && show(input));
  });
})();
