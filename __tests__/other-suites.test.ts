// Tells whoever runs `npm test` what it leaves out.
const SUITES = [
  'npm run test:cluster: real API servers',
  'npm run test:dataplane: real packets',
  'npm run test:package: the packed tarball',
  'npm run test:languages: the package for Python',
  'npm run test:site: the documentation site in a browser',
  'npm run test:long: more generated cases, inputs at full size, all package managers, compilers and runners, the benchmarks',
];

process.stderr.write(`SKIPPED here, not passed: ${SUITES.join('; ')}\n`);

// eslint-disable-next-line jest/no-disabled-tests, jest/expect-expect -- each runs under a command of its own
test.skip.each(SUITES)('%s', () => {});
