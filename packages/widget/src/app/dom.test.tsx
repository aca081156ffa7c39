/** @jsxRuntime classic */ /** @jsx h */ /** @jsxFrag Fragment */
import { beforeEach, expect, test, vi } from 'vitest';
import { type Child, Fragment, h, render } from './dom.ts';

let box: HTMLElement;
const draw = (kids: Child) => render(kids, box);
const find = <T extends Element>(selector: string) => box.querySelector(selector) as T;

beforeEach(() => {
  box = document.createElement('div');
  document.body.replaceChildren(box);
});

test('elements, texts, lists and fragments; nothing for null, false and the empty text', () => {
  draw(
    <>
      <p class="a">
        one {2} {false} {null} {['x', <b>y</b>]}
      </p>
      {''}
      {[<i key="i" />]}
    </>,
  );
  expect(box.textContent).toBe('one 2   xy');
  expect([...box.children].map((el) => el.tagName)).toEqual(['P', 'I']);
});

test('text is text', () => {
  draw(<p>{'<img src=x onerror=alert(1)>'}</p>);
  expect(box.querySelector('img')).toBeNull();
  expect(box.textContent).toBe('<img src=x onerror=alert(1)>');
});

test('an element stays the same one when something appears or goes before it', () => {
  const screen = (banner: boolean) => (
    <>
      {banner && <div class="ban">lost</div>}
      <div class="log">
        <input />
      </div>
    </>
  );
  draw(screen(false));
  const log = find('.log');
  find<HTMLInputElement>('input').focus();
  const moved = vi.spyOn(box, 'insertBefore');
  draw(screen(true));
  expect(find('.log')).toBe(log);
  draw(screen(false));
  expect(find('.log')).toBe(log);
  expect(moved.mock.calls.map(([node]) => (node as Element).className)).toEqual(['ban']);
  expect(document.activeElement).toBe(find('input'));
});

test('keys keep their elements in whatever order', () => {
  const list = (keys: string[]) => keys.map((key) => <li key={key}>{key}</li>);
  draw(list(['a', 'b', 'c']));
  const [a, b, c] = box.children;
  draw(list(['0', 'c', 'a']));
  expect([...box.children].map((el) => el.textContent)).toEqual(['0', 'c', 'a']);
  expect(box.children[1]).toBe(c);
  expect(box.children[2]).toBe(a);
  expect(b?.isConnected).toBe(false);
});

test('attributes come, change and go; aria says false', () => {
  draw(<button aria-expanded={false} title="x" disabled />);
  expect(find('button').getAttribute('aria-expanded')).toBe('false');
  expect(find('button').hasAttribute('disabled')).toBe(true);
  draw(<button aria-expanded={true} disabled={false} />);
  expect(find('button').getAttribute('aria-expanded')).toBe('true');
  expect(find('button').hasAttribute('title')).toBe(false);
  expect(find('button').hasAttribute('disabled')).toBe(false);
});

test('the newest listener is called, once', () => {
  const first = vi.fn();
  const second = vi.fn();
  draw(<button onClick={first} />);
  draw(<button onClick={second} />);
  find<HTMLElement>('button').click();
  expect(first).not.toHaveBeenCalled();
  expect(second).toHaveBeenCalledTimes(1);
  draw(<button />);
  find<HTMLElement>('button').click();
  expect(second).toHaveBeenCalledTimes(1);
});

test('a field says what it is told, also after the person has changed it', () => {
  draw(<input value="a" />);
  find<HTMLInputElement>('input').value = 'typed';
  draw(<input value="a" />);
  expect(find<HTMLInputElement>('input').value).toBe('a');
  draw(<input type="checkbox" checked={false} key="c" />);
  find<HTMLInputElement>('input').checked = true;
  draw(<input type="checkbox" checked={false} key="c" />);
  expect(find<HTMLInputElement>('input').checked).toBe(false);
});

test('a ref is called once, when the element stands in the page', () => {
  const ref = vi.fn((el: Element | null) => expect(el?.isConnected).toBe(true));
  draw(<p ref={ref}>a</p>);
  draw(<p ref={ref}>b</p>);
  expect(ref).toHaveBeenCalledTimes(1);
});

test('drawings are SVG', () => {
  draw(
    <svg viewBox="0 0 24 24" aria-hidden="true">
      <path d="M0 0" />
    </svg>,
  );
  expect(find('path').namespaceURI).toBe('http://www.w3.org/2000/svg');
  expect(find('svg').getAttribute('viewBox')).toBe('0 0 24 24');
});

test('what is the same object is not drawn again', () => {
  const same = <p class="a">text</p>;
  draw([same]);
  find('p').setAttribute('class', 'changed');
  draw([same]);
  expect(find('p').className).toBe('changed');
});
