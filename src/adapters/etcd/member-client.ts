import { ExpectedError, messageOf } from '../../core/errors.ts';
import type { Handshake } from '../../core/facts.ts';
import { t } from '../../core/words.ts';
import { detailsOf } from '../errors.ts';
import { secureContextOf, type Access } from './access.ts';
import { calls, type Call } from './calls.ts';
import { GrpcChannel, GrpcError, type Take } from './grpc.ts';
import { PageReader, type Page } from './http.ts';
import { Message } from '../../core/protobuf.ts';
import { deadlineSilence, silenceOfCall, Unanswered } from './silence.ts';
import { openSocket, silenceOfTls } from './socket.ts';

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
	readonly #grpc: GrpcChannel;
	readonly #access: Access;
	readonly #budget: Budget;
	readonly #closed = new AbortController();
	#front: Promise<Page> | undefined;
	#token: Promise<string | undefined> | undefined;

	constructor(endpoint: string, access: Access, budget: Budget) {
		const url = parseEndpoint(endpoint);
		const context = url.protocol === 'https:' ? secureContextOf(access) : undefined;
		this.endpoint = endpoint;
		this.#access = access;
		this.#budget = budget;
		this.#pages = new PageReader(url, access, context);
		this.#grpc = new GrpcChannel(url.origin, () => openSocket(url, access, context, 'h2', this.#closed.signal));
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
		return this.#send(call, await this.#tokenIfAny());
	}

	/**
	 * A call that gives many answers, in the order sent; while what `take` gives is pending, the member waits. Throws
	 * `Unanswered`, also midway; what `take` throws; and the reason of `stop` when that ends it.
	 */
	async stream<T>(call: Call<T>, stop: AbortSignal, take: Take<T>): Promise<void> {
		const token = await this.#tokenIfAny();
		const signal = AbortSignal.any([this.#budget.signal, stop]);
		try {
			await this.#grpc.stream(call.path, call.request, token, signal, answer => take(readAnswer(call, answer)));
		} catch (error) {
			stop.throwIfAborted();
			throw this.#budget.signal.aborted ? deadlineSilence(this.#budget.timeoutMs) : await this.#silenceOf(error);
		}
	}

	async #tokenIfAny(): Promise<string | undefined> {
		const { user, password = '' } = this.#access;
		if (user === undefined) {
			return undefined;
		}
		this.#token ??= this.#fetchToken(user, password);
		return this.#token;
	}

	close(): void {
		this.#closed.abort();
		void this.#grpc.close();
		this.#pages.close();
	}

	/** None where none is needed or given: authentication is off, or the member is a learner. Then the call itself decides. */
	async #fetchToken(user: string, password: string): Promise<string | undefined> {
		try {
			return await this.#send(calls.authenticate(user, password));
		} catch (error) {
			const isNeedless =
				error instanceof Unanswered &&
				(error.silence.cause === 'unsupported' || /authentication is not enabled/.test(error.silence.message));
			if (!isNeedless) {
				throw error;
			}
			return undefined;
		}
	}

	async #send<T>(call: Call<T>, token?: string): Promise<T> {
		const { signal } = this.#budget;
		const sent = this.#grpc.unary(call.path, call.request, token, signal);
		const answer = await this.#inTime(
			sent.catch(async error => {
				throw await this.#silenceOf(error);
			}),
			signal,
		);
		return readAnswer(call, answer);
	}

	async #silenceOf(error: unknown): Promise<unknown> {
		if (error instanceof GrpcError) {
			return silenceOfCall(error);
		}
		return error instanceof Unanswered || detailsOf(error).code === 'ABORT_ERR' ? error : this.#broken(error);
	}

	/** The connection broke before gRPC answered. A plain page over the same way often says why. */
	async #broken(error: unknown): Promise<Unanswered> {
		if (detailsOf(error).code.startsWith('ERR_SSL')) {
			return silenceOfTls(error, this.#access);
		}
		try {
			const page = await this.front();
			return /HTTP request to an HTTPS server/.test(page.body)
				? new Unanswered('tls', t('The server speaks TLS at this port: the endpoint should begin with https://.'))
				: new Unanswered('protocol', t('The server does not speak gRPC: {0}', messageOf(error)));
		} catch (front) {
			return front instanceof Unanswered ? front : new Unanswered('protocol', messageOf(error));
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

/** Bytes that are no message are the server's fault, and its own answer alone. */
function readAnswer<T>(call: Call<T>, answer: Uint8Array): T {
	try {
		return call.read(new Message(answer));
	} catch (error) {
		if (error instanceof RangeError) {
			throw new Unanswered('protocol', t('The answer is not what etcd would say: {0}', error.message));
		}
		throw error;
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

/** `host:port` is taken as given by `normalizeEndpoint`; here only a URL is right. */
function parseEndpoint(endpoint: string): URL {
	const url = URL.parse(endpoint);
	if (!url || !['http:', 'https:'].includes(url.protocol) || url.hostname === '') {
		throw new ExpectedError(t('"{0}" is not an endpoint: it should read like https://10.0.0.1:2379.', endpoint));
	}
	return url;
}
