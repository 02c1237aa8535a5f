// Shows the newest messages of the conversation in the URL of a link in an e-mail, like
// #/conversations/5; older ones are shown by the inbox of the application. Without a log-in it shows a
// log-in form, because browsers show no prompt for requests of scripts.

const section = document.querySelector('#conversation');

/** An element with a text, which is not parsed as HTML. */
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

function field(label, name, type, autocomplete) {
  const input = document.createElement('input');
  Object.assign(input, { name, type, autocomplete, required: true });
  const made = element('label', label);
  made.append(input);
  return made;
}

function logInForm() {
  const form = document.createElement('form');
  const button = element('button', 'Log in');
  const problem = element('p', '', 'by');
  form.append(
    element('p', 'Log in to read this conversation.'),
    field('Name', 'user', 'text', 'username'),
    field('Password', 'password', 'password', 'current-password'),
    button,
    problem,
  );
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    button.disabled = true;
    try {
      problem.textContent = await logIn(Object.fromEntries(new FormData(form)));
    } catch (error) {
      problem.textContent = `The log-in failed: ${error.message}`;
    }
    button.disabled = false;
  });
  return form;
}

/** Returns an error text; empty if the log-in succeeded. */
async function logIn(credentials) {
  const answer = await fetch('api/session', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(credentials),
  });
  if (answer.ok) {
    await show();
    return '';
  }
  return answer.status === 401
    ? 'The name or the password is wrong.'
    : `You can’t log in on this page (${answer.status}). Read it in the inbox of the application.`;
}

async function load(id) {
  const answer = await fetch(`api/conversations/${id}?ordering=-created&limit=10`);
  if (answer.status === 401) {
    return [element('h2', `Conversation ${id}`), logInForm()];
  }
  if (!answer.ok) {
    const what = answer.status === 404 ? 'You have no such conversation.' : 'The conversation can’t be shown.';
    return [element('h2', `Conversation ${id}`), element('p', `${what} (${answer.status})`)];
  }
  const page = await answer.json();
  const messages = page.results.reverse();
  const heading = element('h2', messages[0].subject || `Conversation ${id}`);
  heading.dir = 'auto';
  const earlier = page.next ? [element('p', 'These are the newest ten messages.', 'by')] : [];
  return [heading, ...earlier, ...messages.map(article)];
}

function idInAddress() {
  return /^#\/conversations\/(\d{1,18})$/.exec(location.hash)?.[1];
}

async function show() {
  const id = idInAddress();
  section.hidden = !id;
  if (!id) {
    return;
  }
  section.replaceChildren(element('p', '…'));
  const shown = await load(id).catch((error) => [
    element('p', `The conversation can’t be shown: ${error.message}`),
  ]);
  if (id === idInAddress()) {
    section.replaceChildren(...shown); // else the URL has changed meanwhile
  }
}

addEventListener('hashchange', show);
show();
