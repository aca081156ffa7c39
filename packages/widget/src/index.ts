// Types for pages that call `window.rapport`. The widget itself is not imported: one script tag brings it.
export type { Commands, PageEvents, RapportFunction } from './page-api.ts';
