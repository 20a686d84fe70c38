/** The tests of the packed tarball, which `npm run test:package` builds first. @type {import('jest').Config} */
module.exports = {
  ...require('./jest.config.cjs'),
  testMatch: ['<rootDir>/__tests__/package/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
};
