// Until the chat has loaded, commands wait here.
window.rapport ||= (...command) => {
  rapport.q ??= [];
  rapport.q.push(command);
};

const pages = {
  '/': ['Chairs', 'Solid oak, joined without a screw.'],
  '/tables': ['Tables', 'They go with the chairs.'],
  '/contact': ['Contact', 'Write to us here:'],
};

function show() {
  const [title, text] = pages[location.pathname] ?? ['Not found', 'There is no such page.'];
  const body = document.createElement('body');
  const nav = document.createElement('nav');
  for (const [path, [name]] of Object.entries(pages)) {
    const link = document.createElement('a');
    link.href = path;
    link.textContent = name;
    nav.append(link, ' ');
  }
  const out = document.createElement('button');
  out.textContent = 'Sign out';
  out.addEventListener('click', () => rapport('forget'));
  nav.append(out);
  const heading = document.createElement('h1');
  heading.textContent = title;
  const paragraph = document.createElement('p');
  paragraph.textContent = text;
  body.append(nav, heading, paragraph);
  if (location.pathname === '/contact') {
    const chat = document.createElement('rapport-chat');
    chat.setAttribute('site', 'spa');
    body.append(chat);
  }
  document.title = title;
  document.body.replaceWith(body);
  rapport('page', { url: location.href, title });
}

document.addEventListener('click', (event) => {
  const link = event.target instanceof Element && event.target.closest('nav a');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  history.pushState(null, '', link.href);
  show();
});
addEventListener('popstate', show);
show();
