import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { Script } from 'node:vm';

type Wrapper = (module: { exports: unknown }, folder: string) => void;

/**
 * Runs a bundled CommonJS file with the code that V8 compiled in an earlier run, and keeps it at the end of one that had to
 * compile. Node's own compile cache holds only what is compiled while a module loads; here each function that a run called is
 * among it, which is a tenth of a diagnosis. Nothing depends on what was kept: V8 refuses what is of another version.
 */
export function loadKept(file: string): unknown {
	const kept = join(keptFolder(), nameFor(file));
	const cachedData = readKept(kept);
	const script = new Script(`(function (module, __dirname) {${readFileSync(file, 'utf8')}\n})`, {
		filename: file,
		...(cachedData && { cachedData }),
	});
	if (cachedData === undefined || script.cachedDataRejected) {
		process.once('exit', () => keep(kept, basename(file), script.createCachedData()));
	}
	const module = { exports: undefined as unknown };
	// What the script is has just been written above.
	(script.runInThisContext() as Wrapper)(module, dirname(file));
	return module.exports;
}

/** V8 itself compares versions and flags, but of the source only its length. */
function nameFor(file: string): string {
	const { size, mtimeMs } = statSync(file);
	return `${basename(file)}-${process.version}-${size}-${Math.round(mtimeMs)}`;
}

/** A folder of this user alone: what lies there is run. */
function keptFolder(env: NodeJS.ProcessEnv = process.env): string {
	const isWindows = process.platform === 'win32';
	const base = isWindows ? env['LOCALAPPDATA'] : env['XDG_CACHE_HOME'];
	const usual = isWindows ? join(homedir(), 'AppData', 'Local') : join(homedir(), '.cache');
	return join(base === undefined || base === '' ? usual : base, 'quorum', 'code');
}

/** Undefined where nothing was kept, or where it is somebody else's or cannot be read: then it is compiled again. */
function readKept(path: string): Buffer | undefined {
	try {
		return isOwn(path) ? readFileSync(path) : undefined;
	} catch {
		return undefined;
	}
}

function isOwn(path: string): boolean {
	const { uid, mode } = statSync(path);
	return process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);
}

/** A home that cannot be written costs the time it would have saved, and nothing else. What was kept of older builds goes. */
function keep(path: string, name: string, data: Buffer): void {
	const folder = dirname(path);
	try {
		mkdirSync(folder, { recursive: true, mode: 0o700 });
		const draft = `${path}.${process.pid}`;
		writeFileSync(draft, data, { mode: 0o600 });
		renameSync(draft, path);
		const older = readdirSync(folder).filter(each => each.startsWith(`${name}-`) && each !== basename(path));
		older.forEach(each => rmSync(join(folder, each), { force: true }));
	} catch {
		// Nobody asked for it to be kept.
	}
}
