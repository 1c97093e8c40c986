import { aptInstall } from './debian.mjs';
import { isExecutable, which } from './paths.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const macApps = [
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

function findChromium() {
	const named = process.env.QUORUM_CHROMIUM;
	if (named && !isExecutable(named)) throw new Error(`QUORUM_CHROMIUM names ${named}, which cannot be run.`);
	return named || (names.map(name => which(name)).find(Boolean) ?? macApps.find(isExecutable));
}

/** The browser that shows the VS Code window in tests. */
export async function ensureChromium() {
	const found = findChromium();
	if (found) return found;
	const why = 'The window tests need Chromium: have it on the PATH or name it in QUORUM_CHROMIUM.';
	if (process.platform === 'darwin') throw new Error(`${why} Install: brew install --cask chromium`);
	if (process.platform === 'win32') throw new Error(`${why} Install: winget install Hibbiki.Chromium`);
	await aptInstall(['chromium'], why);
	const installed = findChromium();
	if (!installed) throw new Error(why);
	return installed;
}
