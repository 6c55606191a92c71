// Both stand on the same ground, most of what they weigh.
export { Drawer, Modal } from '@mantine/core';
