import assert from 'node:assert/strict';
import { chmodSync, readdirSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../../scripts/setup/exec.mjs';
import { makeTempDir, removeTempDir } from '../../support/temp-dir.ts';

const module = join(import.meta.dirname, '..', '..', '..', 'src', 'cli', 'kept-code.ts');

describe('code that is kept between runs', function () {
	this.timeout(20_000);
	let dir: string;
	beforeEach(() => {
		dir = makeTempDir('kept');
		writeBundle('one');
	});
	afterEach(() => removeTempDir(dir));

	const bundle = () => join(dir, 'bundle.cjs');
	const writeBundle = (word: string) =>
		writeFileSync(bundle(), `module.exports = { say: () => ${JSON.stringify(word)} };`);
	const kept = () => readdirSync(join(dir, 'quorum', 'code')).map(name => join(dir, 'quorum', 'code', name));

	/** What the bundle says, run in a process of its own. */
	async function say(): Promise<string> {
		const script = `
			import(${JSON.stringify(module)}).then(({ loadKept }) => console.log(loadKept(${JSON.stringify(bundle())}).say()));`;
		const env = { ...process.env, XDG_CACHE_HOME: dir, LOCALAPPDATA: dir };
		return (await run(process.execPath, ['-e', script], { env })).trim();
	}

	it('is of this user alone, and is taken as long as it fits', async () => {
		assert.equal(await say(), 'one');
		const [first = ''] = kept();
		assert.equal(statSync(first).mode & 0o077, 0);
		const before = statSync(first).mtimeMs;
		assert.equal(await say(), 'one');
		assert.equal(statSync(first).mtimeMs, before, 'not written again');
	});

	it('goes with the file it was made of', async () => {
		await say();
		const before = kept();
		writeBundle('two');
		assert.equal(await say(), 'two');
		assert.equal(kept().length, 1);
		assert.notDeepEqual(kept(), before);
	});

	it('is made again where it is damaged, or where others may write it', async () => {
		await say();
		const [first = ''] = kept();
		const { size } = statSync(first);
		truncateSync(first, size / 2);
		assert.equal(await say(), 'one');
		assert.equal(statSync(first).size, size);
		chmodSync(first, 0o666);
		assert.equal(await say(), 'one');
		assert.equal(statSync(first).mode & 0o022, 0);
	});

	it('is not missed where the home cannot be written', async () => {
		writeFileSync(join(dir, 'quorum'), 'a file, where the folder should be');
		assert.equal(await say(), 'one');
	});
});
