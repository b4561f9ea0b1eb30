/** A button with a list of actions: arrows, Home and End go through it, Escape and Tab leave it. */
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Button } from './control';

export interface MenuItem {
  readonly label: string;
  /** A second line that says what would come of it, or why it cannot be chosen. */
  readonly note?: string;
  /** Null for an action, else whether it is ticked. */
  readonly checked?: boolean;
  readonly disabled?: boolean;
  readonly run: () => void;
}

interface MenuProps {
  readonly label: string;
  readonly hint?: string;
  readonly name: string;
  readonly items: readonly MenuItem[];
  readonly disabled?: boolean;
  readonly onOpen?: () => void;
  readonly onClose?: () => void;
}

export function Menu({ label, hint, name, items, disabled = false, onOpen, onClose }: MenuProps) {
  const [open, setOpen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);

  const close = (withFocus: boolean): void => {
    if (!open) return;
    setOpen(false);
    onClose?.();
    if (withFocus) place.current?.querySelector<HTMLElement>('.control > *')?.focus();
  };
  useLayoutEffect(() => {
    if (open) list.current?.querySelector<HTMLElement>('[role^=menuitem]')?.focus();
  }, [open]);
  useEffect(() => {
    if (!open) return;
    const outside = (event: PointerEvent): void => {
      if (event.target instanceof Node && !place.current?.contains(event.target)) close(false);
    };
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  });

  const onKey = (event: KeyboardEvent): void => {
    const all = [...(list.current?.querySelectorAll<HTMLElement>('[role^=menuitem]') ?? [])];
    const at = all.findIndex((item) => item === document.activeElement);
    const to = {
      ArrowDown: (at + 1) % all.length,
      ArrowUp: (at - 1 + all.length) % all.length,
      Home: 0,
      End: all.length - 1,
    }[event.key];
    if (to !== undefined) all[to]?.focus();
    else if (event.key === 'Escape') close(true);
    else if (event.key === 'Enter' || event.key === ' ') choose(items[at]);
    else {
      if (event.key === 'Tab') close(false);
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };
  const choose = (item: MenuItem | undefined): void => {
    if (!item || item.disabled) return;
    // Closing gives up what the menu was opened for; the choice comes first.
    item.run();
    close(true);
  };

  return (
    <div class={`menu ${name}`} ref={place}>
      <Button
        label={label}
        hint={hint}
        disabled={disabled}
        expanded={open}
        onClick={() => {
          if (open) return close(true);
          setOpen(true);
          onOpen?.();
        }}
      />
      {open && (
        <div class="menu-list" role="menu" aria-label={hint ?? label} ref={list} onKeyDown={onKey}>
          {items.map((item) => (
            <div
              key={item.label}
              role={item.checked === undefined ? 'menuitem' : 'menuitemcheckbox'}
              aria-checked={item.checked}
              aria-disabled={item.disabled ?? false}
              tabIndex={-1}
              onClick={() => choose(item)}
            >
              <span class="tick" aria-hidden="true">
                {item.checked ? '✓' : ''}
              </span>
              <span class="menu-label">{item.label}</span>
              {item.note !== undefined && <span class="menu-note">{item.note}</span>}
            </div>
          ))}
        </div>
      )}
    </div>
  );
}
