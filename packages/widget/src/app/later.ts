// What most chats never need is a chunk of its own: links, the sound, the count in the title. If it does not come, the chat goes on without it.
// biome-ignore lint/performance/noBarrelFile: it is what makes the chunk
export { ring, showCount } from './attention.ts';
export { linkify } from './linkify.ts';
