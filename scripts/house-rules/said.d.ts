import type { Rule } from 'eslint';

export declare const said: Rule.RuleModule;
