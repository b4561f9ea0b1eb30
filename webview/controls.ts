/**
 * The controls of the pages' toolbars. This is the only file that knows which library they come from: the
 * toolkit is no longer maintained, and another takes its place by changes here alone.
 */
import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeDropdown,
  vsCodeOption,
  vsCodeTextField,
  type Button,
  type Dropdown,
  type TextField,
} from '@vscode/webview-ui-toolkit';

export interface Control<T> {
  readonly element: HTMLElement;
  value: T;
  /** What it is called, by eye and by ear. */
  label(text: string, hint?: string): void;
  focus(): void;
}

/** Makes the elements known to the page; called once, before the first control. */
export function defineControls(): void {
  provideVSCodeDesignSystem().register(vsCodeButton(), vsCodeDropdown(), vsCodeOption(), vsCodeTextField());
}

/** A text field without a visible label: its placeholder says what it is for. */
export function textField(onInput: (text: string) => void): Control<string> {
  const element = document.createElement('vscode-text-field') as TextField;
  element.addEventListener('input', () => onInput(element.value));
  return {
    element,
    get value() {
      return element.value;
    },
    set value(text) {
      element.value = text;
    },
    label(text, hint) {
      element.setAttribute('aria-label', text);
      element.placeholder = hint ?? text;
    },
    focus: () => element.focus(),
  };
}

export type ButtonLook = 'primary' | 'secondary' | 'icon';

export interface ButtonControl extends Control<boolean | null> {
  disabled: boolean;
  /** Of a button that opens a menu: whether it is open. */
  expanded: boolean | null;
}

/** A button; its value says whether it is pressed, for one that stays so, and is null for any other. */
export function button(look: ButtonLook, onClick: () => void): ButtonControl {
  const element = document.createElement('vscode-button') as Button;
  element.appearance = look;
  element.addEventListener('click', () => {
    if (!element.disabled) onClick();
  });
  // The toolkit hands on to its inner button what it is called, and not how it stands.
  const tell = (name: string, value: boolean | null): void => {
    element.toggleAttribute(`data-${name}`, value === true);
    const inner = element.shadowRoot?.querySelector('button');
    if (value === null) inner?.removeAttribute(`aria-${name}`);
    else inner?.setAttribute(`aria-${name}`, String(value));
  };
  let pressed: boolean | null = null;
  let expanded: boolean | null = null;
  return {
    element,
    get value() {
      return pressed;
    },
    set value(next) {
      pressed = next;
      tell('pressed', next);
    },
    get expanded() {
      return expanded;
    },
    set expanded(next) {
      expanded = next;
      tell('expanded', next);
      if (next !== null) element.shadowRoot?.querySelector('button')?.setAttribute('aria-haspopup', 'menu');
    },
    get disabled() {
      return element.disabled;
    },
    set disabled(disabled) {
      element.disabled = disabled;
    },
    label(text, hint) {
      element.textContent = text;
      if (hint !== undefined) element.title = hint;
      // The toolkit calls every icon "Icon Button".
      if (hint !== undefined || look === 'icon') element.setAttribute('aria-label', hint ?? text);
    },
    focus: () => element.focus(),
  };
}

/** One of several values. */
export function dropdown<T extends string>(
  values: readonly T[],
  onChange: (value: T) => void,
): Control<T> & { options(names: Readonly<Record<T, string>>): void } {
  const element = document.createElement('vscode-dropdown') as Dropdown;
  const options = values.map((value) => {
    const option = document.createElement('vscode-option') as HTMLElement & { value: string };
    option.setAttribute('value', value);
    element.append(option);
    return option;
  });
  element.addEventListener('change', () => {
    const chosen = values.find((value) => value === element.value);
    if (chosen !== undefined) onChange(chosen);
  });
  return {
    element,
    get value() {
      return values.find((value) => value === element.value) ?? values[0]!;
    },
    set value(value) {
      element.value = value;
    },
    label(text) {
      element.setAttribute('aria-label', text);
      element.title = text;
    },
    options(names) {
      options.forEach((option, i) => (option.textContent = names[values[i]!]));
    },
    focus: () => element.focus(),
  };
}
