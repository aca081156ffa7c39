// Until the chat has loaded, commands wait here.
window.rapport ||= (...command) => {
  rapport.q ??= [];
  rapport.q.push(command);
};
