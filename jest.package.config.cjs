/** Tests that install many packages. */
const LONG = '/package/(reproduce|tools|compilers|runners|stock-template)\\.test\\.ts$';

const isLong = process.env.TEST_LONG === '1';
if (!isLong) {
  process.stderr.write(
    'SKIPPED here, not passed: other package managers, compilers and runners, the template of cdk8s init, two builds with one hash: npm run test:long\n',
  );
}

/** The tests of the packed tarball, which `npm run test:package` builds first. @type {import('jest').Config} */
module.exports = {
  ...require('./jest.config.cjs'),
  testMatch: ['<rootDir>/__tests__/package/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', ...(isLong ? [] : [LONG])],
};
