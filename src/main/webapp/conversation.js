// Shows the conversation that a link in an e-mail leads to, like #/conversations/5; the browser asks
// for a name and a password. More than its newest messages are left to the inbox of the application.

const section = document.querySelector('#conversation');

/** An element with a text, which is never taken for HTML. */
function element(name, text, className) {
  const made = document.createElement(name);
  made.textContent = text;
  if (className) {
    made.className = className;
  }
  return made;
}

function article(message) {
  const made = document.createElement('article');
  const from = message.sender ?? message.visitor ?? '';
  const when = new Date(message.created).toLocaleString();
  const body = element('p', message.withdrawn_at ? '' : message.message, 'body');
  body.dir = 'auto';
  made.append(element('p', from ? `${from} · ${when}` : when, 'by'), body);
  return made;
}

async function load(id) {
  const answer = await fetch(`api/conversations/${id}?ordering=-created&limit=10`);
  if (!answer.ok) {
    const what = answer.status === 404 ? 'You have no such conversation.' : 'It can’t be shown now.';
    return [element('h2', `Conversation ${id}`), element('p', `${what} (${answer.status})`)];
  }
  const page = await answer.json();
  const messages = page.results.reverse();
  const heading = element('h2', messages[0].subject || `Conversation ${id}`);
  heading.dir = 'auto';
  const earlier = page.next ? [element('p', 'These are the newest ten messages.', 'by')] : [];
  return [heading, ...earlier, ...messages.map(article)];
}

async function show() {
  const id = /^#\/conversations\/(\d{1,18})$/.exec(location.hash)?.[1];
  section.hidden = !id;
  if (!id) {
    return;
  }
  section.replaceChildren(element('p', '…'));
  try {
    section.replaceChildren(...(await load(id)));
  } catch (error) {
    section.replaceChildren(element('p', `It can’t be shown now: ${error.message}`));
  }
}

addEventListener('hashchange', show);
show();
