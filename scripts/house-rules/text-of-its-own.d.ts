import type { Rule } from 'eslint';

export declare const textOfItsOwn: Rule.RuleModule;
