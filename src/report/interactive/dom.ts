/**
 * The little of a browser that the page's script touches. The types of the whole DOM would put its global names, from
 * `Request` to `length`, into reach of every other file of the tool.
 */
export interface Dom {
  readonly documentElement: Node;
  createElement(name: string): Node;
  createElementNS(space: string, name: string): Node;
  querySelector(selector: string): Node | null;
  querySelectorAll(selector: string): Iterable<Node>;
  addEventListener(type: string, listener: (event: Happening) => void): void;
}

export interface Node {
  readonly tagName: string;
  readonly childNodes: Iterable<Node>;
  readonly parentNode: Node | null;
  readonly clientWidth: number;
  readonly clientHeight: number;
  readonly offsetWidth: number;
  readonly offsetHeight: number;
  readonly style: { left: string; top: string };
  textContent: string | null;
  className: string;
  hidden: boolean;
  disabled: boolean;
  value: string;
  append(...nodes: (Node | string)[]): void;
  replaceChildren(...nodes: Node[]): void;
  replaceWith(node: Node): void;
  remove(): void;
  cloneNode(isDeep: boolean): Node;
  closest(selector: string): Node | null;
  querySelector(selector: string): Node | null;
  querySelectorAll(selector: string): Iterable<Node>;
  getAttribute(name: string): string | null;
  setAttribute(name: string, value: string): void;
  addEventListener(type: string, listener: (event: Happening) => void, options?: { readonly passive: boolean }): void;
  setPointerCapture(id: number): void;
  /** How an SVG element's own pixels lie on the screen; ours are never turned. */
  getScreenCTM(): { readonly a: number; readonly d: number; readonly e: number; readonly f: number } | null;
}

export interface Happening {
  readonly target: Node;
  readonly key: string;
  readonly button: number;
  readonly pointerId: number;
  readonly pointerType: string;
  readonly clientX: number;
  readonly clientY: number;
  readonly deltaY: number;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  preventDefault(): void;
}
