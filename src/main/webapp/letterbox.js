// Shows commands with the address under which this page was reached.
for (const element of document.querySelectorAll('[data-url]')) {
  element.textContent = new URL(element.dataset.url, document.baseURI).href;
}
