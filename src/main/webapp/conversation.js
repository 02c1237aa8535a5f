// Shows the conversation that a link in an e-mail leads to, like #/conversations/5. Who has not logged
// in gets a form for it, as no browser asks for a script. More than its newest messages are left to
// the inbox of the application.

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
      problem.textContent = `You can’t log in now: ${error.message}`;
    }
    button.disabled = false;
  });
  return form;
}

/** Answers what is wrong; nothing when the conversation is shown. */
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
    element('p', `It can’t be shown now: ${error.message}`),
  ]);
  if (id === idInAddress()) {
    section.replaceChildren(...shown); // else it came late, and another one is asked for
  }
}

addEventListener('hashchange', show);
show();
