/** The database that the shelf is kept in. */
export const SHELF_NAME = 'lucarne-shelf';
