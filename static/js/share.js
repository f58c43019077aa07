// Shows the button that opens the device's own list of ways to share, where the device has one.
if (navigator.share) {
  for (const button of document.querySelectorAll("[data-share]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const { share: url, title } = button.dataset;
      // Whoever closes the list without choosing has changed their mind: that is no error.
      navigator.share({ title, url }).catch(() => {});
    });
  }
}
