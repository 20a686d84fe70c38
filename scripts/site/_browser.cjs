// Chromium of the system, for the tests and the screenshots of the site.
const { chromium } = require('playwright-core');

const SCREENS = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };

/** Starts the browser. Its sandbox does not work for root. */
function launch() {
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ executablePath: '/usr/bin/chromium', args });
}

module.exports = { SCREENS, launch };
