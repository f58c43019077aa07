// Gives every text that is marked with data-copy a button that copies it, and says so when it has. Without scripts
// the text is there to be selected, as a whole. It is the address of what data-copy names, or what data-copy-what says.
(() => {
  const addresses = document.querySelectorAll("[data-copy]");
  if (!addresses.length) return;
  // The page says it in its own language, on the element of this script.
  const { wordCopy = "Copy", wordCopied = "Copied", wordAddress = "the address of" } = document.currentScript.dataset;
  const { wordByHand = "Selected: now press Ctrl and C" } = document.currentScript.dataset;
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
      button.firstChild.textContent = wordCopy;
      told.textContent = "";
    }, SHOWN_FOR);
  }

  for (const address of addresses) {
    const button = document.createElement("button");
    button.type = "button";
    const what = document.createElement("span");
    what.className = "unseen";
    what.textContent = ` ${address.dataset.copyWhat || `${wordAddress} ${address.dataset.copy}`}`;
    button.append(wordCopy, what);
    button.addEventListener("click", async () => {
      if (await copied(address)) say(button, wordCopied);
      else say(button, wordByHand);
    });
    address.after(button);
  }
})();
