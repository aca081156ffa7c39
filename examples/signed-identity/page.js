// Until the chat has loaded, commands wait here.
window.rapport ||= (...command) => {
  rapport.q ??= [];
  rapport.q.push(command);
};

/** A new token each time: it is good for five minutes, and for this visitor alone. `null` signs out. */
async function identify() {
  const { jwt } = await (await fetch('/identity')).json();
  rapport('identify', jwt === null ? null : { jwt });
  return jwt !== null;
}

async function become(path) {
  await fetch(path, { method: 'POST' });
  document.querySelector('#state').textContent = (await identify()) ? 'Signed in.' : 'Signed out.';
}

rapport('on', 'error', ({ code }) => {
  if (code === 'identity_invalid') document.querySelector('#state').textContent = 'The chat does not know you.';
});
addEventListener('DOMContentLoaded', () => {
  for (const name of ['ann', 'bea']) document.querySelector(`#${name}`).onclick = () => become(`/sign-in?as=${name}`);
  document.querySelector('#out').onclick = () => become('/sign-out');
  void identify();
});
