// The theme's buttons for full screen and print, which it would have run code in their attributes.
document.addEventListener("click", (event) => {
  const act = event.target.closest("[data-click]")?.dataset.click;
  if (act === "full-screen") window.toggleFullScreen();
  if (act === "print") window.print();
});
