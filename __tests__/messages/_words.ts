/** A word or phrase that readers stumble over, and what to write instead. */
export interface Word {
  readonly pattern: RegExp;
  readonly use: string;
  /** If it is set, the other texts may have it. */
  readonly only?: 'messages' | 'comments';
}

/** Names in backquotes, quoted values, placeholders, paths and addresses are not looked at. */
export const WORDS: Word[] = [
  { pattern: /\balone\b/i, use: 'only' },
  { pattern: /\banew\b/i, use: 'again' },
  { pattern: /\bbeside\b/i, use: 'in addition to, or next to' },
  { pattern: /\b(says?|said|saying)\b/i, use: 'sets, specifies, shows or reports' },
  { pattern: /\b(stands?|stood) (in|at|on|under|behind|before|where|open|readable)\b/i, use: 'is in, is at, is after' },
  { pattern: /(?<!\bthere )\b(is|are) no(?= [a-z])/i, use: 'is not a valid' },
  { pattern: /(?<!\bthere )\b(is|are) (one|none)(?=[.,;:]|$)/i, use: 'is valid, is not valid' },
  { pattern: /\bwatch(es|ed|ing)?\b/i, use: 'checks' },
  { pattern: /\b(holds?|held) (\w+ ){1,4}against\b/i, use: 'checks' },
  { pattern: /\basks?\b|\basked\b|\basking\b/i, use: 'needs, requests or sets' },
  { pattern: /\bhouse\b/i, use: 'project' },
  { pattern: /\bdoors?\b/i, use: 'entry point' },
  { pattern: /\b(hears?|heard)\b/i, use: 'receives' },
  { pattern: /\bstrikes?\b/i, use: 'affects' },
  { pattern: /\bin silence\b/i, use: 'silently' },
  { pattern: /\ball the same\b/i, use: 'anyway' },
  { pattern: /\b(whoever|nobody)\b/i, use: 'those who, no one' },
  { pattern: /\bupon which\b/i, use: 'and then' },
  { pattern: /\bfurther streams?\b/i, use: 'additional streams' },
  { pattern: /\bon the network of (the|its|their) Node\b/i, use: 'hostNetwork', only: 'messages' },
  { pattern: /^what\b/i, use: 'the noun', only: 'comments' },
  { pattern: /\ban error (where|when|if)\b/i, use: 'Throws if', only: 'comments' },
];
