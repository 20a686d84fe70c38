/** Patterns that break out of a shell word, a line, a comment, a path or an option. */
const WAYS = [
  (payload: string) => `c; ${payload} #`,
  (payload: string) => `c$(${payload})`,
  (payload: string) => `c\`${payload}\``,
  (payload: string) => `'; ${payload}; '`,
  (payload: string) => `"; ${payload}; "`,
  (payload: string) => `c\\'; ${payload} #`,
  (payload: string) => `'"'"'; ${payload} #`,
  (payload: string) => `c\n${payload}\n`,
  (payload: string) => `c\r${payload}\r\n`,
  (payload: string) => `c\0${payload}`,
  (payload: string) => `c | ${payload}`,
  (payload: string) => `c && ${payload}`,
  (payload: string) => `c || ${payload}`,
  (payload: string) => `c & ${payload} &`,
  (payload: string) => `c <(${payload})`,
  (payload: string) => `\${IFS:+$(${payload})}`,
  (payload: string) => `c # ${payload}`,
  (payload: string) => `# ${payload}`,
  (payload: string) => `c\`\`\`\n\n\`\`\`sh\n${payload}`,
  (payload: string) => `c'}{"\n"}'; ${payload} #`,
  (payload: string) => `c); ${payload}; (true`,
  (payload: string) => `c; done; ${payload}; for X in y; do`,
  (payload: string) => `\u202e${payload}`,
  (payload: string) => `c\u2028${payload}\u0085`,
  (payload: string) => `c\u009b31m${payload}\u001b[0m`,
];
const PAYLOADS = ['touch PWNED', '/bin/touch PWNED', 'echo > PWNED', 'reboot', 'PWNED'];
const WITHOUT_PAYLOAD = [
  ...['../escaped', '../../escaped', '/escaped', '/tmp/escaped', '..', '.', './c', 'c/../../escaped', '..\\escaped'],
  ...['-n', '--help', '-', '--kubeconfig=evil', '-f', '*', '?', '[a-z]*', '~', '~root', '$HOME', '${PATH}', '!!'],
  ...[
    '',
    ' ',
    'two words',
    '\t',
    'C1',
    'c_1',
    'c1.',
    'a,b',
    'a=b',
    '"',
    "'",
    '\\',
    '`',
    '<b>',
    '|',
    '{a,b}',
    'ü',
    '\ud800',
  ],
  ...['x'.repeat(64), 'x'.repeat(300), `${'x'.repeat(5000)}; touch PWNED`, '\u0000', '\u001b]0;title\u0007', '\u200b'],
];
/** Names that are valid in Kubernetes, and that a shell or YAML may read as something else. */
export const LEGAL = ['0', 'true', 'exit', 'x'.repeat(63)];

/** The patterns and the payload depend on the place. */
export function namesAt(i: number, isLate = false): string[] {
  const ways = WAYS.map((way, j) => way(`${PAYLOADS[(i + j) % PAYLOADS.length]}${i}`));
  return [
    ...ways.filter((_, j) => !isLate || (i + j) % 2 === 0),
    ...WITHOUT_PAYLOAD.filter((_, j) => (i + j) % (isLate ? 4 : 3) === 0),
    ...LEGAL,
  ];
}
