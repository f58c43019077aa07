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

  function choose(input, choice) {
    set(partOf(input, "extent"), choice.extent);
    if (choice.wording) set(partOf(input, "wording"), choice.wording);
    set(input, choice.text);
    input.focus();
    show(input);
  }

  function render(input, answer) {
    const place = document.getElementById(`${input.id}-reading`);
    place.dataset.state = answer.state;
    place.replaceChildren();
    if (answer.state === "read") place.textContent = `Reads as: ${answer.words}`;
    if (answer.message) {
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

  async function show(input) {
    const extent = partOf(input, "extent");
    const asked = new URLSearchParams({ text: input.value, extent: extent ? extent.value : "" });
    const mark = (input.dataset.asked = asked.toString());
    const response = await fetch(`${input.dataset.entryDate}?${asked}`, { headers: { Accept: "application/json" } });
    // A slow answer to an older text must not stand beside a newer one.
    if (response.ok && input.dataset.asked === mark) render(input, await response.json());
  }

  const timers = new WeakMap();
  function soon(input) {
    clearTimeout(timers.get(input));
    timers.set(input, setTimeout(() => show(input), DELAY));
  }

  document.addEventListener("input", (event) => {
    if (event.target.matches("[data-entry-date]")) soon(event.target);
  });
  document.addEventListener("change", (event) => {
    const name = event.target.name || "";
    if (!name.endsWith("_extent")) return;
    const input = event.target.form.elements[name.slice(0, -"_extent".length)];
    if (input && input.matches("[data-entry-date]")) soon(input);
  });
  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("[data-entry-date]").forEach((input) => input.value && show(input));
  });
})();
