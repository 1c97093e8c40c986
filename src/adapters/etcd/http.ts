import { ClientRequest, type Agent, type IncomingMessage } from 'node:http';
import type { SecureContext } from 'node:tls';
import { messageOf } from '../../core/errors.ts';
import type { Handshake } from '../../core/facts.ts';
import { t } from '../../core/words.ts';
import { detailsOf } from '../errors.ts';
import type { Access } from './access.ts';
import { Unanswered } from './silence.ts';
import { silenceOfTls } from './socket.ts';
import { stagedAgent } from './staged-agent.ts';

export interface Page {
	readonly status: number;
	readonly body: string;
	readonly date: string | undefined;
	readonly tookMs: number;
	/** When the answer had come, in milliseconds since 1970. */
	readonly at: number;
}

/** Metrics of a large member are some 200 kB; what is far beyond is not etcd's. */
const maxBodyBytes = 16 * 1024 * 1024;

/** Fetches pages of one server over connections that are opened stage by stage and used again. */
export class PageReader {
	/** Set as soon as a TLS handshake came so far that the server showed its certificate. */
	handshake: Handshake | undefined;
	readonly #agent: Agent;
	readonly #base: URL;
	readonly #access: Access;
	readonly #closed = new AbortController();

	constructor(base: URL, access: Access, context: SecureContext | undefined) {
		this.#base = base;
		this.#access = access;
		// Two, so that a page that waits for quorum does not hold up the others; more would cost more than they save.
		this.#agent = stagedAgent(base, access, context, 2, this.#closed.signal, handshake => {
			this.handshake ??= handshake;
		});
	}

	/** Throws `Unanswered` with the stage at which it failed; a page with a status of any kind is an answer. */
	async get(path: string, signal: AbortSignal): Promise<Page> {
		const started = performance.now();
		try {
			const response = await this.#request(path, signal);
			const body = await readBody(response);
			return {
				status: response.statusCode ?? 0,
				body,
				date: response.headers.date,
				tookMs: performance.now() - started,
				at: Date.now(),
			};
		} catch (error) {
			throw error instanceof Unanswered ? error : this.#silenceOf(error);
		}
	}

	close(): void {
		this.#closed.abort();
		this.#agent.destroy();
	}

	#request(path: string, signal: AbortSignal): Promise<IncomingMessage> {
		const { hostname, port } = this.#base;
		return new Promise((resolve, reject) => {
			// Not `get`: VS Code replaces it in its extension host by one that goes its own way, through proxies, past our agent.
			const request = new ClientRequest(
				{ agent: this.#agent, path, signal, host: hostname, port, headers: { accept: '*/*' } },
				resolve,
			);
			request.on('error', reject).end();
		});
	}

	#silenceOf(error: unknown): Unanswered {
		const { code } = detailsOf(error);
		if (code.startsWith('ERR_SSL') || (this.handshake && code === 'ECONNRESET')) {
			return silenceOfTls(error, this.#access);
		}
		if (code === 'ECONNRESET' && this.#base.protocol === 'http:') {
			return new Unanswered(
				'protocol',
				t(
					'The server ended the connection without a word, as one does that wants TLS: then the endpoint begins with https://.',
				),
			);
		}
		if (code === 'HPE_INVALID_CONSTANT') {
			return new Unanswered(
				'protocol',
				t('There is no HTTP/1.1 at this port, nor does etcd speak it where --listen-client-http-urls names another.'),
			);
		}
		if (code === 'ABORT_ERR') {
			return new Unanswered('deadline', t('No answer in time.'));
		}
		return new Unanswered('protocol', t('No HTTP answer: {0}', messageOf(error)));
	}
}

async function readBody(response: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	let length = 0;
	for await (const chunk of response as AsyncIterable<Buffer>) {
		length += chunk.length;
		if (length > maxBodyBytes) {
			response.destroy();
			throw new Unanswered('protocol', t('The answer is longer than {0} MiB.', maxBodyBytes / 1024 / 1024));
		}
		chunks.push(chunk);
	}
	return Buffer.concat(chunks).toString('utf8');
}
