// Gives every address that is marked with data-copy a button that copies it, and says so when it has. Without
// scripts the address is there to be selected, as a whole.
(() => {
  const addresses = document.querySelectorAll("code[data-copy]");
  if (!addresses.length) return;
  const COPY = "Copy";
  const SHOWN_FOR = 3000;
  const told = document.createElement("p");
  told.className = "unseen";
  told.setAttribute("role", "status");
  document.querySelector("main").append(told);

  function select(address) {
    const range = document.createRange();
    range.selectNodeContents(address);
    const selection = window.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  }

  async function copied(address) {
    try {
      await navigator.clipboard.writeText(address.textContent.trim());
      return true;
    } catch {
      // There is no clipboard without https, and a reader may have refused it.
      select(address);
      return document.execCommand("copy");
    }
  }

  function say(button, words) {
    button.firstChild.textContent = words;
    told.textContent = words;
    clearTimeout(button.later);
    button.later = setTimeout(() => {
      button.firstChild.textContent = COPY;
      told.textContent = "";
    }, SHOWN_FOR);
  }

  for (const address of addresses) {
    const button = document.createElement("button");
    button.type = "button";
    const what = document.createElement("span");
    what.className = "unseen";
    what.textContent = ` the address of ${address.dataset.copy}`;
    button.append(COPY, what);
    button.addEventListener("click", async () => {
      if (await copied(address)) say(button, "Copied");
      else say(button, "Selected: now press Ctrl and C");
    });
    address.after(button);
  }
})();
