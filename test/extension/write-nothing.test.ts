import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commands, extensions, window, type InputBoxOptions } from 'vscode';
import { calls } from '../../src/adapters/etcd/calls.ts';
import { recordRpcs, type RpcRecorder } from '../support/rpc-recorder.ts';
import { removeTempDir } from '../support/temp-dir.ts';
import { activate, diagnose, extensionId, pause, scene } from './window.ts';

const name = 'recorded';
/** What a question for text is answered with: the first that it takes. */
const texts = ['http://127.0.0.1:9', '8GiB', '1'];

/** Every command of the manifest, with every choice that it offers, on a connection that is not unlocked. */
describe('On a locked connection', function () {
	this.timeout(240_000);
	let recorders: RpcRecorder[];
	let memberId: string;
	let restore: () => void;
	let choose: (count: number) => number;

	before(async () => {
		await activate();
		recorders = await Promise.all(scene.healthy.map(recordRpcs));
		saveConnection({});
		const { members } = await diagnose(name);
		memberId = members[0]?.id ?? '';
		restore = answerQuestions(count => choose(count));
	});
	after(async () => {
		restore();
		recorders.forEach(recorder => recorder.close());
	});

	function saveConnection(more: object): void {
		const file = join(scene.configHome, 'quorum', 'connections.json');
		// Written by the harness and by this very test.
		const others = (JSON.parse(readFileSync(file, 'utf8')) as { name: string }[]).filter(each => each.name !== name);
		const own = { name, endpoints: recorders.map(({ url }) => url), ...more };
		writeFileSync(file, JSON.stringify([...others, own]));
	}

	/** Until it ends; a question that is asked in a way of its own is closed. */
	async function run(command: string): Promise<void> {
		let isOver = false;
		const node = { key: `user:${name}`, memberId };
		const ended = Promise.resolve(commands.executeCommand(command, node)).finally(() => (isOver = true));
		for (await pause(50); !isOver; await Promise.race([ended, pause(300)])) {
			await commands.executeCommand('workbench.action.closeQuickOpen');
		}
		await ended;
	}

	/** Once for each way through its choices. Gives how many there were. */
	async function runEveryWay(command: string): Promise<number> {
		let ways = 0;
		for (let path: readonly number[] | undefined = []; path; ways++) {
			const counts: number[] = [];
			const wanted: readonly number[] = path;
			choose = count => wanted[counts.push(count) - 1] ?? 0;
			await run(command);
			path = nextWay(wanted, counts);
			assert.ok(ways < 50, `${command} has no end`);
		}
		return ways;
	}

	const sent = () => recorders.flatMap(recorder => recorder.calls);
	const allowed = new Set(
		Object.values(calls).map(call =>
			// Each builder takes at most two arguments, of which these serve.
			typeof call === 'function' ? (call as (...args: unknown[]) => { path: string })('1', '1').path : call.path,
		),
	);
	const strangers = () =>
		sent()
			.filter(({ path, request }) => !allowed.has(path) || (path.endsWith('/Alarm') && request.length > 0))
			.map(({ path }) => path);

	it('no command of the manifest sends a call outside the read-only list, whatever is chosen', async () => {
		// The manifest of this extension, which other tests hold against its schema.
		const manifest = extensions.getExtension(extensionId)?.packageJSON as {
			readonly contributes: {
				readonly commands: readonly { readonly command: string }[];
				readonly languageModelTools?: readonly unknown[];
			};
		};
		assert.equal(manifest.contributes.languageModelTools, undefined, 'a tool must be run here as well');
		const ways = new Map<string, number>();
		for (const { command } of manifest.contributes.commands) {
			ways.set(command, await runEveryWay(command));
			assert.deepEqual(strangers(), [], command);
		}
		assert.ok((ways.get('quorum.operateCluster') ?? 0) >= 8, 'the choices were not gone through');
		assert.ok((ways.get('quorum.operateMember') ?? 0) >= 7, 'the choices were not gone through');
		assert.ok(sent().length > 100, `only ${sent().length} calls came by: the recorders were passed`);
	});

	it('they do once it is unlocked and the plan approved, so that the above would see them', async () => {
		saveConnection({ access: 'operations' });
		await commands.executeCommand('quorum.refreshClusters');
		const before = process.env['XDG_STATE_HOME'];
		const state = mkdtempSync(join(tmpdir(), 'quorum-state-'));
		process.env['XDG_STATE_HOME'] = state;
		Object.assign(window, { showWarningMessage: async (...args: readonly unknown[]) => args.at(-1) });
		try {
			await run('quorum.saveSnapshot');
			assert.deepEqual(strangers(), ['/etcdserverpb.Maintenance/Snapshot']);
		} finally {
			Object.assign(process.env, { XDG_STATE_HOME: before });
			removeTempDir(state);
		}
	});
});

/** Counts up: the last choice that has another one takes that, and those after it begin anew. */
function nextWay(path: readonly number[], counts: readonly number[]): number[] | undefined {
	const taken = counts.map((_, index) => path[index] ?? 0);
	const last = taken.findLastIndex((index, at) => index + 1 < (counts[at] ?? 0));
	return last < 0 ? undefined : [...taken.slice(0, last), (taken[last] ?? 0) + 1];
}

/** In place of the user: `choose` among what is offered, a text that is taken, no file, and no to every message. */
function answerQuestions(choose: (count: number) => number): () => void {
	const { showQuickPick, showInputBox, showOpenDialog, showSaveDialog } = window;
	const { showErrorMessage, showInformationMessage, showWarningMessage } = window;
	const nobody = async () => undefined;
	Object.assign(window, {
		showQuickPick: async (
			items: Promise<readonly unknown[]> | readonly unknown[],
			options?: { canPickMany?: boolean },
		) => {
			const offered = await items;
			const chosen = offered[choose(offered.length)];
			return options?.canPickMany ? [chosen] : chosen;
		},
		showInputBox: async ({ value = '', validateInput }: InputBoxOptions = {}) => {
			for (const text of [value, ...texts]) {
				if (text !== '' && !(await validateInput?.(text))) {
					return text;
				}
			}
			return undefined;
		},
		showOpenDialog: nobody,
		showSaveDialog: nobody,
		showErrorMessage: nobody,
		showInformationMessage: nobody,
		showWarningMessage: nobody,
	});
	return () =>
		Object.assign(window, {
			showQuickPick,
			showInputBox,
			showOpenDialog,
			showSaveDialog,
			showErrorMessage,
			showInformationMessage,
			showWarningMessage,
		});
}
