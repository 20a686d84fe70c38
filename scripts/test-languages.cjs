// npm run test:languages: makes the packages for other languages, and tests the one for Python.
const { runSuite } = require('./_built-suite.cjs');
const { LANGUAGES } = require('./packages.cjs');

runSuite({
  subject: 'the packages for other languages',
  programs: LANGUAGES,
  script: 'scripts/languages/build.cjs',
  config: 'jest.languages.config.cjs',
});
