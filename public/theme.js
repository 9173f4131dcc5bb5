// Runs before the first paint, as a file of its own: an inline script would need an exception in the content security policy.
(() => {
  const root = document.documentElement;
  root.dataset.script = '';
  try {
    const choice = localStorage.getItem('layerlab:theme');
    if (choice === 'light' || choice === 'dark') root.dataset.theme = choice;
  } catch {
    // Storage is blocked: the page follows the system.
  }
})();
