import type { Menu as MantineMenu, MenuProps } from '@mantine/core';
import {
  type ButtonHTMLAttributes,
  cloneElement,
  type ReactElement,
  type ReactNode,
  type RefAttributes,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { lateCode } from '../../core/records/late-code';
import { showError } from '../notices';
import { fetchPart } from './fetch-part';
import { phrase } from '../../words/say';

const NAME = phrase('The menu');
const code = lateCode(NAME, async () => (await import('./menu-code')).Menu);

/** Mantine's menu and the parts that one is made of. */
export type MenuParts = typeof MantineMenu;

interface LateMenuProps extends Omit<MenuProps, 'children'> {
  /** The button that opens it. */
  readonly target: ReactElement<ButtonHTMLAttributes<HTMLButtonElement> & RefAttributes<HTMLButtonElement>>;
  readonly dropdownClass?: string;
  /** What is in it. */
  readonly children: (Menu: MenuParts) => ReactNode;
}

/** A menu whose code is fetched when it is first opened. */
export function LateMenu({ target, dropdownClass, children, ...menu }: LateMenuProps) {
  const [Menu, setMenu] = useState<MenuParts | null>(code.here);
  const button = useRef<HTMLButtonElement>(null);
  const [wasHere] = useState(Menu !== null);
  // The button is drawn anew, as the menu's own: it takes over the press that has brought it.
  useLayoutEffect(() => {
    if (!Menu || wasHere) return;
    button.current?.focus();
    button.current?.click();
  }, [Menu, wasHere]);
  if (!Menu) {
    return cloneElement(target, {
      'aria-haspopup': 'menu',
      'aria-expanded': false,
      onClick() {
        fetchPart(NAME, code).then((parts) => setMenu(() => parts), showError);
      },
    });
  }
  return (
    <Menu {...menu}>
      <Menu.Target>{cloneElement(target, { ref: button })}</Menu.Target>
      <Menu.Dropdown {...(dropdownClass !== undefined && { className: dropdownClass })}>
        {children(Menu)}
      </Menu.Dropdown>
    </Menu>
  );
}
