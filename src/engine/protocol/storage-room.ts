/** How much this browser lets the page keep, in bytes. */
export interface StorageRoom {
  readonly used: number;
  readonly quota: number;
}
