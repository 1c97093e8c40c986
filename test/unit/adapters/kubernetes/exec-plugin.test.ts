import assert from 'node:assert/strict';
import { runExecPlugin, type ExecHost, type ExecPlugin } from '../../../../src/adapters/kubernetes/exec-plugin.ts';

/** A plugin that is a few lines of Node. */
function pluginOf(source: string, more: Partial<ExecPlugin> = {}): ExecPlugin {
	const apiVersion = 'client.authentication.k8s.io/v1';
	return { command: process.execPath, args: ['-e', source], env: {}, apiVersion, ...more };
}

const host: ExecHost = { env: process.env, timeoutMs: 30_000, isAllowed: true };
const signal = new AbortController().signal;
const credential = (status: string) => `console.log(JSON.stringify({ kind: 'ExecCredential', status: ${status} }))`;

describe('A plugin that signs in', function () {
	this.timeout(60_000);

	it('gives a token with its end, told what it may know and given its own variables', async () => {
		const source = credential(
			"{ token: process.env.REGION + JSON.parse(process.env.KUBERNETES_EXEC_INFO).spec.interactive, expirationTimestamp: '2030-01-01T00:00:00Z' }",
		);
		const given = await runExecPlugin(pluginOf(source, { env: { REGION: 'here ' } }), host, signal);
		assert.deepEqual(given, { token: 'here false', expiresAt: Date.parse('2030-01-01T00:00:00Z') });
	});

	it('gives a certificate with its key, and nothing by halves', async () => {
		const both = await runExecPlugin(
			pluginOf(credential("{ clientCertificateData: 'c', clientKeyData: 'k' }")),
			host,
			signal,
		);
		assert.deepEqual([both.cert?.toString(), both.key?.toString()], ['c', 'k']);
		const half = runExecPlugin(pluginOf(credential("{ clientCertificateData: 'c' }")), host, signal);
		await assert.rejects(half, /neither a token nor a certificate/);
		await assert.rejects(runExecPlugin(pluginOf('console.log("hello")'), host, signal), /else than an ExecCredential/);
	});

	it('has a deadline, at which it ends with all that it started, and what it said is told', async () => {
		const source = "console.error('open http://127.0.0.1/code'); setInterval(() => {}, 1000)";
		const said: string[] = [];
		const hurried = { ...host, timeoutMs: 3000, onMessage: (text: string) => void said.push(text) };
		await assert.rejects(runExecPlugin(pluginOf(source), hurried, signal), /did not sign in within 3 s.*open http/s);
		assert.match(said.join(''), /open http/);
	});

	it('can be cancelled', async () => {
		const abort = new AbortController();
		const running = runExecPlugin(pluginOf('setInterval(() => {}, 1000)'), host, abort.signal);
		abort.abort();
		await assert.rejects(running);
	});

	it('tells its complaint without secrets, and what its author says to those who lack it', async () => {
		const source = "console.error('token: canary-secret was refused'); process.exit(3)";
		await assert.rejects(runExecPlugin(pluginOf(source), host, signal), (error: Error) => {
			assert.match(error.message, /ended with 3: .*was refused/);
			assert.doesNotMatch(error.message, /canary/);
			return true;
		});
		const missing = pluginOf('', { command: 'no-such-plugin', installHint: 'Get it from the shop.' });
		const withPath = { ...host, shellPath: async () => '/bin:/of-the-shell' };
		await assert.rejects(
			runExecPlugin(missing, withPath, signal),
			/not found on the PATH: \/bin:\/of-the-shell.*the shop/,
		);
	});

	it('is not started where it wants a terminal', async () => {
		const asking = pluginOf('process.exit(0)', { isInteractive: true });
		await assert.rejects(runExecPlugin(asking, host, signal), /asks on a terminal/);
	});

	it('is not started where the workspace is not trusted', async () => {
		const untrusted = { ...host, isAllowed: false };
		await assert.rejects(runExecPlugin(pluginOf('process.exit(0)'), untrusted, signal), /not trusted/);
	});
});
