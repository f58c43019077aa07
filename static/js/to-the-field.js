// A report leads to a field of the form. Wagtail scrolls there smoothly, and stops half-way where the form still grows:
// here the panel is looked for until the form stands still, or until somebody takes over.
addEventListener("load", () => {
  const panel = location.hash.startsWith("#panel-") && document.getElementById(location.hash.slice(1));
  if (!panel) return;
  let left = 8;
  const stop = () => { left = 0; };
  for (const sign of ["wheel", "touchmove", "pointerdown", "keydown"]) addEventListener(sign, stop, { once: true, passive: true });
  const look = () => {
    if (left <= 0) return;
    left -= 1;
    panel.scrollIntoView();
    setTimeout(look, 250);
  };
  setTimeout(look, 250);
});
