import { checkServerIdentity } from 'node:tls';
import { Client, credentials, Metadata, type ChannelCredentials, type ServiceError } from '@grpc/grpc-js';
import { ExpectedError } from '../../core/errors.ts';
import type { Handshake } from '../../core/facts.ts';
import { t } from '../../core/words.ts';
import { secureContextOf, type Access } from './access.ts';
import { calls, type Call } from './calls.ts';
import { PageReader, type Page } from './http.ts';
import { Message } from './protobuf.ts';
import { deadlineSilence, silenceOfCall, Unanswered } from './silence.ts';
import { portOf } from './socket.ts';

/** What one member may cost: all its answers are in, or given up, by `signal`. */
export interface Budget {
	readonly timeoutMs: number;
	/** Aborted at the end of the budget or by the user. */
	readonly signal: AbortSignal;
}

/** Speaks to one member and to no other, over one gRPC channel and plain GETs. Opened and closed within one run. */
export class MemberClient {
	readonly endpoint: string;
	readonly #pages: PageReader;
	readonly #grpc: Client;
	readonly #access: Access;
	readonly #budget: Budget;
	#front: Promise<Page> | undefined;
	#token: Promise<string> | undefined;

	constructor(endpoint: string, access: Access, budget: Budget) {
		const url = parseEndpoint(endpoint);
		const context = url.protocol === 'https:' ? secureContextOf(access) : undefined;
		this.endpoint = endpoint;
		this.#access = access;
		this.#budget = budget;
		this.#pages = new PageReader(url, access, context);
		this.#grpc = new Client(`${url.hostname}:${portOf(url)}`, channelCredentials(access, context), {
			'grpc.enable_http_proxy': 0,
			'grpc.enable_retries': 0,
			'grpc.use_local_subchannel_pool': 1,
			'grpc.max_receive_message_length': 16 * 1024 * 1024,
			...(access.serverName && {
				'grpc.ssl_target_name_override': access.serverName,
				'grpc.default_authority': access.serverName,
			}),
		});
	}

	/** The first page asked for: how it comes through tells how far this endpoint can be reached at all. */
	front(): Promise<Page> {
		this.#front ??= this.page('/version');
		return this.#front;
	}

	get handshake(): Handshake | undefined {
		return this.#pages.handshake;
	}

	page(path: string, signal = this.#budget.signal): Promise<Page> {
		return this.#inTime(this.#pages.get(path, signal), signal);
	}

	/** Throws `Unanswered`. Given user and password, a token is fetched first, once. */
	async call<T>(call: Call<T>): Promise<T> {
		if (this.#access.user === undefined) {
			return this.#send(call, new Metadata());
		}
		this.#token ??= this.#send(calls.authenticate(this.#access.user, this.#access.password ?? ''), new Metadata());
		const metadata = new Metadata();
		metadata.set('token', await this.#token);
		return this.#send(call, metadata);
	}

	close(): void {
		this.#grpc.close();
		this.#pages.close();
	}

	async #send<T>(call: Call<T>, metadata: Metadata): Promise<T> {
		const { signal } = this.#budget;
		const sent = new Promise<Message>((resolve, reject) => {
			signal.throwIfAborted();
			const running = this.#grpc.makeUnaryRequest(
				call.path,
				(bytes: Uint8Array) => Buffer.from(bytes),
				(bytes: Buffer) => new Message(bytes),
				call.request,
				metadata,
				(error, answer) => (answer ? resolve(answer) : reject(error ?? new Error('empty answer'))),
			);
			signal.addEventListener('abort', () => running.cancel(), { once: true });
		});
		// The front door runs along: when nobody can come in, it says so sooner and more exactly than gRPC does.
		const answer = await Promise.race([this.#inTime(this.#explain(sent), signal), this.#shut()]);
		return call.read(answer);
	}

	/** Rejects when the endpoint cannot be reached at all; otherwise never settles. */
	async #shut(): Promise<never> {
		try {
			await this.front();
		} catch (error) {
			if (error instanceof Unanswered && ['dns', 'tcp', 'tls'].includes(error.silence.stage)) {
				throw error;
			}
		}
		return new Promise(() => undefined);
	}

	async #explain(sent: Promise<Message>): Promise<Message> {
		try {
			return await sent;
		} catch (error) {
			throw isServiceError(error) ? (silenceOfCall(error) ?? (await this.#brokenTransport(error))) : error;
		}
	}

	async #brokenTransport(error: ServiceError): Promise<Unanswered> {
		try {
			const page = await this.front();
			return /HTTP request to an HTTPS server/.test(page.body)
				? new Unanswered('tls', t('The server speaks TLS at this port: the endpoint should begin with https://.'))
				: new Unanswered('protocol', t('The server does not speak gRPC: {0}', error.details));
		} catch (front) {
			return front instanceof Unanswered ? front : new Unanswered('protocol', error.details);
		}
	}

	async #inTime<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
		try {
			return await Promise.race([work, aborted(signal)]);
		} catch (error) {
			throw signal.aborted ? deadlineSilence(this.#budget.timeoutMs) : error;
		}
	}
}

function aborted(signal: AbortSignal): Promise<never> {
	return new Promise((_, reject) => {
		const stop = () => reject(new Error('aborted'));
		if (signal.aborted) {
			stop();
		}
		signal.addEventListener('abort', stop, { once: true });
	});
}

/** Host names are checked against the certificate as Node does it, unless the user said not to look. */
function channelCredentials(
	access: Access,
	context: ReturnType<typeof secureContextOf> | undefined,
): ChannelCredentials {
	if (!context) {
		return credentials.createInsecure();
	}
	return credentials.createFromSecureContext(context, {
		rejectUnauthorized: !access.skipVerify,
		checkServerIdentity: access.skipVerify
			? () => undefined
			: (host, certificate) => checkServerIdentity(access.serverName ?? host, certificate),
	});
}

function isServiceError(error: unknown): error is ServiceError {
	return error instanceof Error && 'code' in error && 'details' in error;
}

/** `host:port` is taken as given by `normalizeEndpoint`; here only a URL is right. */
function parseEndpoint(endpoint: string): URL {
	const url = URL.parse(endpoint);
	if (!url || !['http:', 'https:'].includes(url.protocol) || url.hostname === '') {
		throw new ExpectedError(t('"{0}" is not an endpoint: it should read like https://10.0.0.1:2379.', endpoint));
	}
	return url;
}
