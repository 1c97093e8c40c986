import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';

const recording = 'test/recordings/one-member-down-3.6.json';

/** Runs the command line from its sources, with no language but that of `env`. */
function quorum(args: readonly string[], env: Readonly<Record<string, string>>): Promise<string> {
	const { LC_ALL: _all, LC_MESSAGES: _messages, LANG: _lang, ...own } = process.env;
	return new Promise((resolve, reject) => {
		execFile(process.execPath, ['src/cli.ts', ...args], { env: { ...own, ...env } }, (error, stdout, stderr) =>
			error && error.code !== 1 ? reject(new Error(stderr)) : resolve(stdout),
		);
	});
}

const replayed = (env: Readonly<Record<string, string>>, ...more: string[]) =>
	quorum(['diagnose', '--replay', recording, ...more], env);

describe('The command line', function () {
	this.timeout(20_000);

	it('speaks Chinese to a Chinese terminal', async () => {
		const report = await replayed({ LANG: 'zh_CN.UTF-8' });
		assert.match(report, /^警告 {2}再有一个故障就会失去法定人数：3 个投票成员中有 2 个应答，需要 2 个。/m);
		assert.doesNotMatch(report, /One more failure|Members:|checks:/);
		assert.match(await quorum(['diagnose', '--help'], { LC_MESSAGES: 'zh_CN' }), /将报告写入文件/);
	});

	it('speaks English to any other', async () => {
		for (const env of [{}, { LANG: 'de_DE.UTF-8' }, { LC_ALL: 'C', LANG: 'zh_CN.UTF-8' }]) {
			const report = await replayed(env);
			assert.match(report, /^warning {2}One more failure loses quorum/m);
			assert.doesNotMatch(report, /\p{Script=Han}/u);
		}
	});

	for (const format of ['json', 'sarif']) {
		it(`writes ${format} of one shape in both languages`, async () => {
			const [english, chinese] = await Promise.all(
				['C', 'zh_CN.UTF-8'].map(async LC_ALL => JSON.parse(await replayed({ LC_ALL }, '--format', format))),
			);
			assert.deepEqual(shapeOf(chinese), shapeOf(english));
			assert.notDeepEqual(chinese, english);
		});
	}
});

/** Keys and identifiers; what is said to people is left out. */
function shapeOf(value: unknown): unknown {
	if (Array.isArray(value)) {
		return value.map(shapeOf);
	}
	if (typeof value === 'object' && value !== null) {
		return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, shapeOf(each)]));
	}
	return typeof value === 'string' && / |\p{Script=Han}/u.test(value) ? 'words' : value;
}
