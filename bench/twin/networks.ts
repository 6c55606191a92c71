/** Ids of a standard network, of its robust twin, and of one that is neither and reads what they have made. */
export type Networks = Readonly<Record<'standard' | 'robust' | 'judge', string>>;
