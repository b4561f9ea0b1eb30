/** Puts a control of the toolkit, which is an element of its own, between those that Preact draws. */
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { button, type ButtonLook } from '../controls';

export function Mounted({ element, name }: { readonly element: HTMLElement; readonly name?: string }) {
  const place = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => place.current?.replaceChildren(element), [element]);
  return <span class={`control ${name ?? ''}`} ref={place} />;
}

interface ButtonProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly look?: ButtonLook;
  readonly name?: string;
  readonly pressed?: boolean | null;
  readonly disabled?: boolean;
  readonly expanded?: boolean;
  /** A longer text for the pointer, where the label says it all. */
  readonly title?: string;
  readonly onClick: () => void;
}

export function Button({ look = 'secondary', name, ...props }: ButtonProps) {
  const latest = useRef(props);
  latest.current = props;
  const [control] = useState(() => button(look, () => latest.current.onClick()));
  const { label, hint, pressed = null, disabled = false, expanded, title } = props;
  useLayoutEffect(() => {
    control.label(label, hint);
    control.value = pressed;
    control.disabled = disabled;
    if (title !== undefined) control.element.title = title;
    control.expanded = expanded ?? null;
  });
  return <Mounted element={control.element} {...(name !== undefined && { name })} />;
}
