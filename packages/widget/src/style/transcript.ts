// The page that is printed: black on white, on whatever paper there is. It has none of the panel's tokens and units.
export const transcriptStyle: string = /* css */ `
@page {
  margin: 16mm;
}
:root {
  color-scheme: light;
  background: #fff;
  color: #000;
  font: 11pt/1.4 system-ui, sans-serif;
}
body {
  max-width: 45rem;
  margin: 0 auto;
  padding: 1.5rem;
}
h1 {
  margin: 0;
  font-size: 16pt;
}
header {
  margin-block-end: 1.5rem;
  border-block-end: 1pt solid #000;
}
button {
  margin-block-end: 1rem;
  padding: 0.5rem 1rem;
  border: 1px solid #000;
  border-radius: 0.4rem;
  background: #fff;
  color: #000;
  font: inherit;
}
ol {
  margin: 0;
  padding: 0;
  list-style: none;
}
li {
  margin-block-end: 0.9rem;
  break-inside: avoid;
}
p {
  margin: 0;
}
header p {
  margin-block: 0.4rem 0.8rem;
}
time,
.l,
.f {
  color: #333;
  font-size: 9pt;
}
.l {
  text-align: center;
}
/* What runs the other way begins where its name does. */
.t,
.f {
  width: fit-content;
  max-width: 100%;
}
.t {
  white-space: pre-wrap;
  overflow-wrap: anywhere;
}
a {
  color: inherit;
}
.u::after {
  content: ' (' attr(href) ')';
}
canvas {
  display: block;
  max-width: 60%;
  max-height: 12cm;
  margin-block-start: 0.3rem;
}
@media print {
  body {
    max-width: none;
    padding: 0;
  }
  button {
    display: none;
  }
}
`;
