/**
 * The controls of the pages' toolbars. This is the only file that knows which library they come from: the
 * toolkit is no longer maintained, and another takes its place by changes here alone.
 */
import {
  provideVSCodeDesignSystem,
  vsCodeCheckbox,
  vsCodeTextField,
  type Checkbox,
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
  provideVSCodeDesignSystem().register(vsCodeTextField(), vsCodeCheckbox());
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

export function checkbox(onChange: (checked: boolean) => void): Control<boolean> {
  const element = document.createElement('vscode-checkbox') as Checkbox;
  let silent = false;
  // The element also reports what the program sets.
  element.addEventListener('change', () => {
    if (!silent) onChange(element.checked);
  });
  return {
    element,
    get value() {
      return element.checked;
    },
    set value(checked) {
      silent = true;
      element.checked = checked;
      silent = false;
    },
    label(text) {
      element.textContent = text;
    },
    focus: () => element.focus(),
  };
}
