import type { Rule } from 'eslint';

export declare const curlyQuotes: Rule.RuleModule;
