// Rules that no line obeys alone, so that there is nothing to switch off; and who watches over them instead.
export const withoutMutant: Readonly<Record<string, string>> = {
  D1: 'nothing orders by time, so there is no line to break; the model and the timeline tests hold every screen against seq',
  D10: 'the answer to a cursor uses nothing but the cursor (D6, D7, D8 have mutants); a second relay over the log is tested',
};
