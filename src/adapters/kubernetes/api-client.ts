import { readFile } from 'node:fs/promises';
import { ClientRequest, type Agent, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { ExpectedError, messageOf } from '../../core/errors.ts';
import type { Handshake } from '../../core/facts.ts';
import { plain } from '../../core/plain.ts';
import { withoutSecretsIn } from '../../core/secrets.ts';
import { isObject } from '../../core/shapes.ts';
import { t } from '../../core/words.ts';
import { detailsOf } from '../errors.ts';
import { inTurn } from '../breaths.ts';
import { secureContextOf, type Access } from '../etcd/access.ts';
import { Unanswered } from '../etcd/silence.ts';
import { silenceOfTls } from '../etcd/socket.ts';
import { stagedAgent } from '../etcd/staged-agent.ts';
import type { ApiCall } from './calls.ts';
import { runExecPlugin, SignInError, type Credential, type ExecHost } from './exec-plugin.ts';
import type { KubeAccess } from './kube-access.ts';
import { dialThrough, proxyFor } from './proxy.ts';

/** The API server answered, and the answer is no success. */
export class ApiError extends ExpectedError {
	readonly status: number;
	/** The answer where it is JSON: a `Status` of Kubernetes. */
	readonly body: Readonly<Record<string, unknown>>;

	constructor(status: number, message: string, body: Readonly<Record<string, unknown>>) {
		super(message);
		this.status = status;
		this.body = body;
	}
}

export interface ApiHost extends ExecHost {
	/** What one request may take. */
	readonly requestMs: number;
}

export interface ApiAnswer {
	readonly status: number;
	readonly text: string;
	readonly date: string | undefined;
	readonly tookMs: number;
	readonly at: number;
}

/** A page of 500 large objects is some 20 MB. */
const largestAnswer = 256 * 1024 * 1024;

/**
 * Speaks to one API server, over connections that are opened stage by stage. Sends nothing but what `apiCalls` makes. Throws
 * `Unanswered` where nothing came, `SignInError` where it wants to know who asks, `ApiError` for any other refusal.
 */
export class ApiClient {
	readonly server: URL;
	readonly access: KubeAccess;
	handshake: Handshake | undefined;
	readonly #host: ApiHost;
	readonly #closed = new AbortController();
	#agent: Promise<Agent> | undefined;
	#credential: Promise<Credential> | undefined;

	constructor(access: KubeAccess, host: ApiHost) {
		this.access = access;
		this.server = access.server;
		this.#host = host;
	}

	/** The whole answer as text; any status below 300 is one. */
	async text(call: ApiCall, signal: AbortSignal): Promise<ApiAnswer> {
		const answer = await this.anyStatus(call, signal);
		if (answer.status >= 300) {
			throw errorOf(answer);
		}
		return answer;
	}

	async json(call: ApiCall, signal: AbortSignal): Promise<unknown> {
		return (await this.sizedJson(call, signal)).value;
	}

	/** With the length of the text, in which a list tells how many of its items come to how much. */
	async sizedJson(call: ApiCall, signal: AbortSignal): Promise<{ readonly value: unknown; readonly length: number }> {
		const { text } = await this.text(call, signal);
		try {
			return { value: await inTurn((): unknown => JSON.parse(text)), length: text.length };
		} catch {
			throw new ExpectedError(t('The API server answered with something else than JSON.'));
		}
	}

	/** For pages that say something with any status; only 401 is thrown. */
	async anyStatus(call: ApiCall, signal: AbortSignal): Promise<ApiAnswer> {
		const started = performance.now();
		const inTime = AbortSignal.any([signal, this.#closed.signal, AbortSignal.timeout(this.#host.requestMs)]);
		const response = await this.stream(call, inTime);
		const text = await readAll(response, inTime);
		const tookMs = performance.now() - started;
		return { status: response.statusCode ?? 0, text, date: response.headers.date, tookMs, at: Date.now() };
	}

	/** The answer as it comes, for as long as `signal` allows. A credential that was refused is fetched anew, once. */
	async stream(call: ApiCall, signal: AbortSignal): Promise<IncomingMessage> {
		const response = await this.#send(call, signal);
		if (response.statusCode !== 401) {
			return response;
		}
		response.resume();
		if (this.access.user.kind === 'exec' && this.#credential) {
			await this.forgetCredential();
			const again = await this.#send(call, signal);
			if (again.statusCode !== 401) {
				return again;
			}
			again.resume();
		}
		throw new SignInError(t('The API server does not accept these credentials (HTTP 401).'));
	}

	/** Opens a WebSocket's connection: the stream after the handshake of HTTP, and what came with it. */
	async upgrade(
		call: ApiCall,
		signal: AbortSignal,
	): Promise<{ readonly socket: Duplex; readonly head: Buffer; readonly headers: IncomingMessage['headers'] }> {
		const inTime = AbortSignal.any([signal, this.#closed.signal, AbortSignal.timeout(this.#host.requestMs)]);
		const headers = await this.#headers(call, signal);
		const agent = await this.#connections(signal);
		if (inTime.aborted) {
			throw deadline();
		}
		return new Promise((resolve, reject) => {
			const request = this.#request(call, headers, agent, inTime);
			request.on('upgrade', (response, socket, head) => resolve({ socket, head, headers: response.headers }));
			request.on('response', response => {
				readAll(response, inTime).then(text => reject(errorOf({ status: response.statusCode ?? 0, text })), reject);
			});
			request.on('error', error => reject(this.#silenceOf(error, inTime))).end();
			inTime.addEventListener('abort', () => reject(deadline()), { once: true });
		});
	}

	/** The certificate that signs requests, where one does; a plugin is run for it if need be. */
	async clientCertificate(signal: AbortSignal): Promise<Buffer | undefined> {
		return (await this.#tls(signal)).cert;
	}

	async forgetCredential(): Promise<void> {
		this.#credential = undefined;
		(await this.#agent)?.destroy();
		this.#agent = undefined;
	}

	close(): void {
		this.#closed.abort();
		void this.#agent?.then(
			agent => agent.destroy(),
			() => undefined,
		);
	}

	async #send(call: ApiCall, signal: AbortSignal): Promise<IncomingMessage> {
		const headers = await this.#headers(call, signal);
		const agent = await this.#connections(signal);
		if (signal.aborted) {
			throw deadline();
		}
		return new Promise((resolve, reject) => {
			const request = this.#request(call, headers, agent, signal);
			request.on('response', resolve);
			request.on('error', error => reject(this.#silenceOf(error, signal))).end(call.body);
			// A request that still waits for its connection would hear of the end only with it.
			signal.addEventListener('abort', () => reject(deadline()), { once: true });
		});
	}

	#request(call: ApiCall, headers: Readonly<Record<string, string>>, agent: Agent, signal: AbortSignal): ClientRequest {
		const { hostname, port, pathname } = this.server;
		// Not `request`: VS Code replaces it in its extension host by one that goes its own way.
		return new ClientRequest({
			agent,
			method: call.verb,
			path: `${pathname.replace(/\/$/, '')}${call.path}`,
			host: hostname,
			port,
			headers: { ...headers, host: this.server.host },
			signal,
		});
	}

	async #headers(call: ApiCall, signal: AbortSignal): Promise<Record<string, string>> {
		const authorization = await this.#authorization(signal);
		return {
			accept: call.accept ?? 'application/json',
			...(call.body !== undefined && {
				'content-type': 'application/json',
				'content-length': String(Buffer.byteLength(call.body)),
			}),
			...(call.upgrade !== undefined && {
				connection: 'Upgrade',
				upgrade: 'websocket',
				'sec-websocket-version': '13',
				'sec-websocket-key': Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64'),
				'sec-websocket-protocol': call.upgrade,
			}),
			...(authorization !== undefined && { authorization }),
		};
	}

	async #authorization(signal: AbortSignal): Promise<string | undefined> {
		const { user } = this.access;
		switch (user.kind) {
			case 'token':
				return `Bearer ${user.token}`;
			case 'token-file':
				return `Bearer ${await tokenIn(user.path)}`;
			case 'basic':
				return `Basic ${Buffer.from(`${user.user}:${user.password}`).toString('base64')}`;
			case 'exec': {
				const { token } = await this.#fetchCredential(signal);
				return token === undefined ? undefined : `Bearer ${token}`;
			}
			case 'none':
				return undefined;
		}
	}

	/** One run of the plugin serves all requests until what it gave expires. */
	async #fetchCredential(signal: AbortSignal): Promise<Credential> {
		const { user } = this.access;
		if (user.kind !== 'exec') {
			return {};
		}
		const known = await this.#credential?.catch(() => undefined);
		if (known && (known.expiresAt === undefined || known.expiresAt - Date.now() > 10_000)) {
			return known;
		}
		this.#credential = runExecPlugin(user.plugin, this.#host, AbortSignal.any([signal, this.#closed.signal]));
		return this.#credential;
	}

	async #tls(signal: AbortSignal): Promise<Access> {
		const { cert, key } = await this.#fetchCredential(signal);
		const proxy = proxyFor(this.server, this.access.proxy, this.#host.env);
		return {
			...this.access.tls,
			...(cert && key && { cert, key }),
			...(proxy !== undefined && { dial: dialThrough(proxy) }),
		};
	}

	#connections(signal: AbortSignal): Promise<Agent> {
		this.#agent ??= this.#tls(signal).then(tls => {
			const context = this.server.protocol === 'https:' ? secureContextOf(tls) : undefined;
			return stagedAgent(this.server, tls, context, 6, this.#closed.signal, handshake => {
				this.handshake = handshake;
			});
		});
		// Whoever asks next tries again: the user may have signed in meanwhile.
		this.#agent.catch(() => (this.#agent = undefined));
		return this.#agent;
	}

	#silenceOf(error: unknown, signal: AbortSignal): unknown {
		if (error instanceof Unanswered || error instanceof ExpectedError) {
			return error;
		}
		const { code } = detailsOf(error);
		if (signal.aborted || code === 'ABORT_ERR') {
			return deadline();
		}
		return code.startsWith('ERR_SSL')
			? silenceOfTls(error, this.access.tls)
			: new Unanswered('protocol', t('The connection to the API server broke: {0}', messageOf(error)));
	}
}

function deadline(): Unanswered {
	return new Unanswered('deadline', t('No answer in time.'));
}

async function readAll(response: IncomingMessage, signal: AbortSignal): Promise<string> {
	const chunks: Buffer[] = [];
	let length = 0;
	try {
		for await (const chunk of response as AsyncIterable<Buffer>) {
			length += chunk.length;
			if (length > largestAnswer) {
				response.destroy();
				throw new ExpectedError(t('The answer is longer than {0} MiB.', largestAnswer / 1024 / 1024));
			}
			chunks.push(chunk);
		}
	} catch (error) {
		throw signal.aborted
			? deadline()
			: error instanceof ExpectedError
				? error
				: new Unanswered('protocol', t('The connection to the API server broke: {0}', messageOf(error)));
	}
	return Buffer.concat(chunks).toString('utf8');
}

async function tokenIn(path: string): Promise<string> {
	try {
		return (await readFile(path, 'utf8')).trim();
	} catch (error) {
		throw new SignInError(t('The token file {0} cannot be read: {1}', path, messageOf(error)));
	}
}

/** In the server's words: a `Status` has a message, a proxy between has a page. */
export function errorOf({ status, text }: Pick<ApiAnswer, 'status' | 'text'>): ApiError {
	let body: Readonly<Record<string, unknown>> = {};
	try {
		const parsed: unknown = JSON.parse(text);
		body = isObject(parsed) ? parsed : {};
	} catch {
		// A page for people: its beginning is told.
	}
	const message = typeof body['message'] === 'string' ? body['message'] : text.trim().slice(0, 300);
	return new ApiError(
		status,
		t('The API server answered HTTP {0}: {1}', status, plain(withoutSecretsIn(message), 500)),
		body,
	);
}
