// Fetched when there is something to say, or ahead of it.
export { Notifications, notifications } from '@mantine/notifications';
