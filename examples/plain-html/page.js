document.querySelector('#ask').addEventListener('click', () => rapport('open'));
rapport('on', 'rated', ({ score }) => {
  document.querySelector('#state').textContent = `Thank you for the ${score}.`;
});
