/** An address of another machine, none that there is: what is asked of it in a browser test is asked of this one. */
export const OTHER_MACHINE = '192.0.2.7';
