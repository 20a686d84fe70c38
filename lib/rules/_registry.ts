import { Rule } from './_rule';

/** Every rule, in the order of the ids. An id is never given to another rule. */
export const RULES: Rule[] = [];
