import assert from 'node:assert/strict';
import { globSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Metafile } from 'esbuild';
import { bundledPackages } from '../../scripts/notice.ts';
import { run } from '../../scripts/setup/exec.mjs';
import { node24, node24Env, root } from '../../scripts/setup/paths.mjs';
import { openWindow, type BrowserWindow } from '../support/browser-window.ts';
import { startCluster, type Cluster } from '../support/etcd-cluster.ts';
import { makeTempDir, removeTempDir } from '../support/temp-dir.ts';
import { startVsCodeServer, type VsCodeServer } from '../support/vscode-server.ts';
import { notification, openView, rowOf } from '../e2e/workbench.ts';

/** The files that the entry imports before anything is asked for, and those that they do, the entry among them. */
function startup(file: string, seen = new Set<string>()): Set<string> {
	if (!seen.has(file)) {
		seen.add(file);
		const statically = /\bimport\s*(?:[\w$*{][^;'"()]*?from\s*)?["'](\.[^"']+)["']/g;
		for (const [, path = ''] of readFileSync(file, 'utf8').matchAll(statically)) {
			startup(join(dirname(file), path), seen);
		}
	}
	return seen;
}

describe('The package', () => {
	let dir: string;
	let installed: string;
	let cluster: Cluster | undefined;
	let server: VsCodeServer | undefined;
	let window: BrowserWindow | undefined;

	before(async function () {
		this.timeout(120_000);
		dir = makeTempDir('package');
		await run('npm', ['run', 'package'], { cwd: root, env: node24Env() });
		cluster = await startCluster();
		await cluster.member(1).kill();
		const settings = join(dir, 'workspace', '.vscode', 'settings.json');
		mkdirSync(dirname(settings), { recursive: true });
		writeFileSync(
			settings,
			JSON.stringify({ 'quorum.connections': [{ name: 'three', endpoints: cluster.endpoints }] }),
		);
		server = await startVsCodeServer({
			workspace: join(dir, 'workspace'),
			extensionsDir: join(dir, 'extensions'),
			settings: { 'quorum.metricsWindow': '0', 'quorum.timeout': '2s', 'git.enabled': false },
			env: { XDG_CONFIG_HOME: join(dir, 'config') },
		});
		await server.installExtension(vsix());
		const [folder] = globSync('quorum-tools.quorum-*', { cwd: join(dir, 'extensions') });
		assert.ok(folder, 'it was not installed');
		installed = join(dir, 'extensions', folder);
	});

	after(async () => {
		await window?.close();
		await server?.close();
		await cluster?.close();
		removeTempDir(dir);
	});

	const vsix = (): string => {
		const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, string>;
		return join(root, `${name}-${version}.vsix`);
	};

	it('is one file of at most 3 MB', () => {
		const { size } = statSync(vsix());
		assert.ok(size > 100_000 && size <= 3_000_000, `${size} bytes`);
	});

	it('brings along what it needs, and neither packages nor sources', () => {
		const files = globSync('**/*', { cwd: installed }).map(file => file.replaceAll('\\', '/'));
		const needed = [
			'package.json',
			'package.nls.json',
			'package.nls.zh-cn.json',
			'l10n/bundle.l10n.zh-cn.json',
			'docs/checks.md',
			'dist/extension.js',
			'dist/cli.js',
			'dist/THIRD_PARTY_NOTICES.txt',
			'media/sample/recording.json',
			'media/icon.png',
		];
		assert.deepEqual(
			needed.filter(file => !files.includes(file)),
			[],
		);
		assert.ok(
			files.some(file => /^license(\.txt)?$/i.test(file)),
			'no licence',
		);
		assert.deepEqual(
			files.filter(file => /node_modules|\.ts$|\.map$|^(src|test|scripts|out)\//.test(file)),
			[],
		);
	});

	it('names whose code it contains', () => {
		const notice = readFileSync(join(installed, 'dist', 'THIRD_PARTY_NOTICES.txt'), 'utf8');
		const metafiles = globSync('dist/meta/*.json', { cwd: root }).map(
			// The build wrote them with esbuild's own words.
			file => JSON.parse(readFileSync(join(root, file), 'utf8')) as Metafile,
		);
		const names = metafiles.flatMap(bundledPackages).map(path => path.replace(/^.*node_modules\//, ''));
		for (const name of new Set(['commander', 'yaml', 'lossless-json', 'jsonc-parser', ...names])) {
			assert.ok(notice.includes(`\n${name} `), `${name} is not named`);
		}
	});

	it('loads at most 100 kB to be there, without gRPC', () => {
		const files = [...startup(join(installed, 'dist', 'extension.js'))];
		const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
		assert.ok(bytes > 10_000 && bytes <= 100_000, `${bytes} bytes in ${files.length} files`);
		const texts = files.map(file => readFileSync(file, 'utf8')).join('');
		assert.ok(!/grpc-status|client-node/.test(texts));
		const all = globSync('dist/**/*.js', { cwd: installed }).map(file => readFileSync(join(installed, file), 'utf8'));
		assert.ok(
			all.some(text => text.includes('grpc-status')),
			'gRPC is not recognised anywhere',
		);
	});

	it('holds a command line that runs by itself', async () => {
		const endpoints = cluster?.endpoints.join(',') ?? '';
		const flags = ['--endpoints', endpoints, '--window', '0', '--timeout', '2s', '--fail-on', 'never'];
		const text = await run(node24, [join(installed, 'dist', 'cli.js'), 'diagnose', ...flags], { cwd: dir });
		assert.match(text, /etcd\/member-unreachable/);
	});

	it('once installed, diagnoses a real cluster', async () => {
		window = await openWindow(server?.url() ?? '', { width: 1280, height: 800 });
		await openView(window);
		await rowOf(window, 'three').waitFor();
		await window.runCommand('etcd: Diagnose etcd');
		await notification(window, /three: /);
		await rowOf(window, 'A member cannot be reached').waitFor();
		assert.match(await rowOf(window, /^m0/).innerText(), /leader|follower/);
		await window.screenshot('installed');
	});
});
