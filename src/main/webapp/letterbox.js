// Replaces the URLs in commands by those of this server.
for (const element of document.querySelectorAll('[data-url]')) {
  element.textContent = new URL(element.dataset.url, document.baseURI).href;
}
