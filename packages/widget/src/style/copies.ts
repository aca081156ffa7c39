// The form for a copy by mail, where it stands in the menu: there every button is an entry.
export const copiesStyle: string = /* css */ `
.sheet .mf {
  padding: 4u 12u 12u;
}
.sheet .mf .btn {
  inline-size: auto;
  padding-inline: 18u;
  text-align: center;
}
`;
