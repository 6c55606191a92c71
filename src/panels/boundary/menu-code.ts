// Fetched when the first menu is opened.
export { Menu } from '@mantine/core';
