import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './exec.mjs';
import { cacheDir, which } from './paths.mjs';

const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';

/** The mirror that this machine itself gets Debian from, or undefined where it is not a Debian. */
async function debianMirror() {
	if (!which('apt-get') || !which('dpkg') || !existsSync(keyring)) return undefined;
	const targets = await run('apt-get', [
		'indextargets',
		'--format',
		'$(ORIGIN) $(LABEL) $(REPO_URI)',
		'Created-By: Packages',
	]);
	return targets
		.split('\n')
		.map(line => line.split(' '))
		.find(([origin, label]) => origin === 'Debian' && label === 'Debian')?.[2];
}

/** Whether packages of other Debian suites can be had on this machine. */
export async function hasDebian() {
	return (await debianMirror()) !== undefined;
}

/** An apt configuration of our own for another suite: lists and archives in the cache, nothing of the system changes. */
async function aptOptions(suite) {
	const mirror = await debianMirror();
	if (mirror === undefined) throw new Error('This machine has no Debian mirror to ask.');
	const dir = join(cacheDir(), 'apt', suite);
	mkdirSync(join(dir, 'lists', 'partial'), { recursive: true });
	mkdirSync(join(dir, 'archives', 'partial'), { recursive: true });
	writeFileSync(join(dir, 'sources.list'), `deb [signed-by=${keyring}] ${mirror} ${suite} main\n`);
	return [
		`Dir::Etc::sourcelist=${join(dir, 'sources.list')}`,
		'Dir::Etc::sourceparts=-',
		`Dir::State::lists=${join(dir, 'lists')}`,
		`Dir::Cache=${dir}`,
		'Acquire::IndexTargets::deb::DEP-11::DefaultEnabled=false',
		'Acquire::Languages=none',
		'APT::Sandbox::User=root',
	].flatMap(option => ['-o', option]);
}

const suites = new Map();

/** apt's options for a suite, its lists brought up to date once. */
function openSuite(suite) {
	const opened =
		suites.get(suite) ??
		(async () => {
			const options = await aptOptions(suite);
			await run('apt-get', [...options, '-q', 'update']);
			return options;
		})();
	suites.set(suite, opened);
	return opened;
}

/** What packages a package of that suite depends on, by their first alternative. */
export async function debianDepends(suite, name) {
	const options = await openSuite(suite);
	const shown = await run('apt-cache', [...options, '--no-all-versions', 'show', name]);
	const depends = /^Depends: (.*)$/m.exec(shown)?.[1] ?? '';
	return depends.split(',').map(part => part.trim().split(/[ :(|]/)[0]);
}

/** Unpacks packages of a Debian suite into a folder without installing them. */
export async function unpackDebian(suite, names, into) {
	const options = await openSuite(suite);
	const debs = join(into, '.debs');
	mkdirSync(debs, { recursive: true });
	await run('apt-get', [...options, '-q', 'download', ...names], { cwd: debs });
	for (const deb of readdirSync(debs)) await run('dpkg', ['-x', join(debs, deb), into]);
}

/** Installs packages of the machine's own Debian or Ubuntu, or says what somebody else has to install. */
export async function aptInstall(names, why) {
	const root = process.getuid?.() === 0;
	if (!root || !which('apt-get')) {
		const how = which('apt-get')
			? `sudo apt-get install -y ${names.join(' ')}`
			: `${names.join(', ')} (names of Debian packages)`;
		throw new Error(`${why} Install: ${how}`);
	}
	const next = installing.then(() => install(names));
	// Whoever asked hears of a failure; the next one is not held up by it.
	installing = next.catch(() => undefined);
	await next;
}

let installing = Promise.resolve();

/** One at a time: apt holds a lock over its lists for which it does not wait. */
async function install(names) {
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	const args = ['-o', 'DPkg::Lock::Timeout=300', 'install', '-q', '-y', '--no-install-recommends', ...names];
	await run('apt-get', ['-q', 'update'], { env });
	await run('apt-get', args, { env });
}
