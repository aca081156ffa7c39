// The one more question: numbers in a line between two words. And what went wrong, as such.
export const surveyStyle: string = /* css */ `
.rate > .fail {
  color: var(--danger);
}
.sc + p {
  margin-block-start: 10u;
}
.more {
  display: grid;
  gap: 4u;
  margin-block-start: 18u;
}
.more > h3, .more > p {
  margin: 0;
}
.more input {
  appearance: none;
  position: absolute;
  inset: 0;
  margin: 0;
  border-radius: inherit;
  outline: 0;
  cursor: pointer;
}
.nums {
  display: grid;
  grid: auto / repeat(7, 1fr);
  gap: 4u;
}
.nps {
  grid: auto / repeat(6, 1fr);
}
.nums label {
  justify-content: center;
  min-block-size: 44u;
  padding: 0;
  border-radius: 8u;
  font-size: 14u;
}
.ends {
  display: flex;
  justify-content: space-between;
  gap: 12u;
  font-size: 13u;
}
.ends > :last-child {
  text-align: end;
}
`;
