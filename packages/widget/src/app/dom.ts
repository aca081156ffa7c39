// Draws elements and keeps them: the least that the panel needs of a view library. Preact and its hooks are 5 kB of the 20 a visitor may cost; this is less than one.
// What is drawn is compared with what was drawn before; an element stays while its tag and its key (or class) stay, so focus and scroll do too.
import type { JSX as Known } from 'preact';

export type Child = VNode | readonly Child[] | string | number | boolean | null | undefined;

export interface VNode {
  readonly tag: string;
  readonly props: Readonly<Record<string, unknown>>;
  readonly kids: readonly Child[];
  node?: Drawn;
}

type Drawn = (Element | Text) & { kids?: VNode[]; on?: Record<string, (event: Event) => void> };

/** The types of elements and attributes are Preact's; nothing of it is in the bundle. */
export declare namespace h {
  namespace JSX {
    type Element = VNode;
    type IntrinsicElements = {
      [K in keyof Known.IntrinsicElements]: Omit<Known.IntrinsicElements[K], 'translate'> & { translate?: 'no' };
    };
    type IntrinsicAttributes = Known.IntrinsicAttributes;
    interface ElementChildrenAttribute {
      children: unknown;
    }
  }
}

export const Fragment = '';

/** What JSX compiles to. A fragment is the list of its children. */
export function h(tag: string, props: Record<string, unknown> | null, ...kids: Child[]): VNode {
  return { tag, props: props ?? {}, kids };
}

/** Makes the children of `parent` what `kids` says. */
export function render(kids: Child, parent: Element, space: string | null = parent.namespaceURI): void {
  const place = parent as Drawn;
  const before = place.kids ?? [];
  const now = flat([kids]).map((vnode): VNode => {
    const i = before.findIndex((old) => old.tag === vnode.tag && nameOf(old) === nameOf(vnode));
    const [old] = i < 0 ? [] : before.splice(i, 1);
    if (old !== vnode) {
      const node = (vnode.node = old?.node ?? create(vnode, space));
      if (node instanceof Element)
        for (const name of Object.keys({ ...old?.props, ...vnode.props })) setProp(node, name, vnode.props[name]);
      else if (node.data !== vnode.kids[0]) node.data = vnode.kids[0] as string;
    }
    return vnode;
  });
  for (const { node } of before) (node as ChildNode).remove();
  now.forEach((vnode, i) => {
    const node = vnode.node as Drawn;
    const isNew = node.parentNode !== place;
    if (place.childNodes[i] !== node) place.insertBefore(node, place.childNodes[i] ?? null);
    if (node instanceof Element) render(vnode.kids, node);
    if (isNew) (vnode.props['ref'] as ((node: Drawn) => void) | undefined)?.(node);
  });
  place.kids = now;
}

function nameOf({ props }: VNode): unknown {
  return props['key'] ?? props['class'];
}

function flat(kids: readonly Child[]): VNode[] {
  return kids.flatMap((kid): VNode[] => {
    if (Array.isArray(kid)) return flat(kid);
    if (!kid && kid !== 0) return [];
    if (typeof kid !== 'object') return [{ tag: '#', props: {}, kids: [`${kid}`] }];
    return (kid as VNode).tag ? [kid as VNode] : flat((kid as VNode).kids);
  });
}

function create({ tag, kids }: VNode, space: string | null): Drawn {
  if (tag === '#') return document.createTextNode(kids[0] as string);
  return document.createElementNS(tag === 'svg' ? 'http://www.w3.org/2000/svg' : space, tag);
}

function setProp(node: Element & Drawn, name: string, value: unknown): void {
  if (name.startsWith('on')) {
    const type = name.slice(2).toLowerCase();
    const on = (node.on ??= {});
    if (!(type in on)) node.addEventListener(type, (event) => on[type]?.(event));
    on[type] = value as (event: Event) => void;
  } else if (name === 'value' || name === 'checked') {
    const field = node as Element as HTMLInputElement;
    if (field[name as 'value'] !== value) field[name as 'value'] = value as string;
  } else if (name !== 'key' && name !== 'ref') {
    if (value === undefined || (value === false && !name.startsWith('aria'))) node.removeAttribute(name);
    else if (node.getAttribute(name) !== `${value}`) node.setAttribute(name, `${value}`);
  }
}
