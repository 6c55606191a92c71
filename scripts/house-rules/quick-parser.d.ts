import type { Linter } from 'eslint';

export declare const quickParser: Linter.Parser;
