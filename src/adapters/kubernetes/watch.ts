import type { IncomingMessage } from 'node:http';
import { messageOf } from '../../core/errors.ts';
import { textOf, type KubeObject } from '../../core/kubernetes.ts';
import type { KubernetesResource } from '../../core/kubernetes-resources.ts';
import { isObject } from '../../core/shapes.ts';
import { sleep } from '../etcd/ask.ts';
import { ApiError, errorOf, type ApiClient } from './api-client.ts';
import { apiCalls, type ListQuery } from './calls.ts';
import type { Discovery } from './discovery.ts';
import { denialOf, type Lists } from './lists.ts';
import { readObject } from './read-object.ts';

export interface WatchSettings {
	readonly client: ApiClient;
	readonly discovery: Discovery;
	readonly lists: Lists;
	readonly resource: KubernetesResource;
	readonly query?: ListQuery;
	/** Which objects are held; of the others not even the name is. */
	readonly keep?: (object: KubeObject) => boolean;
	/** How many are held at most: those with the newest `lastTimestamp`. */
	readonly most?: number;
	/** Something changed; told a few times a second at most, and less often where there is much. */
	onChange(): void;
}

/** What is known of one kind of objects right now. */
export interface Watched {
	readonly objects: readonly KubeObject[];
	/** True where there are more than are held. */
	readonly isCut: boolean;
	/** True once the whole list has been read. */
	readonly isComplete: boolean;
	readonly served: boolean;
	/** Why nothing new comes, where nothing does: the objects are then as they were. */
	readonly problem?: string;
}

/** A server closes a watch after this time at the latest, and is asked again. */
const watchSeconds = 300;
const shortestPauseMs = 500;
const longestPauseMs = 30_000;
/** Between two announcements, where few objects are held and where many are. */
const quietMs = { few: 250, many: 2000 };
const many = 1000;

/**
 * One list that is kept up to date. After a broken connection it goes on where it was; when the API server has forgotten that
 * moment (410 Gone) it lists again, and what vanished meanwhile is gone here too. Pauses grow while nothing works.
 */
export class Watch {
	readonly #settings: WatchSettings;
	readonly #stopped = new AbortController();
	readonly #objects = new Map<string, KubeObject>();
	#isComplete = false;
	#isCut = false;
	#isServed = true;
	#problem: string | undefined;
	#announcing: NodeJS.Timeout | undefined;

	constructor(settings: WatchSettings) {
		this.#settings = settings;
		void this.#run();
	}

	now(): Watched {
		return {
			objects: [...this.#objects.values()],
			isCut: this.#isCut,
			isComplete: this.#isComplete,
			served: this.#isServed,
			...(this.#problem !== undefined && { problem: this.#problem }),
		};
	}

	stop(): void {
		this.#stopped.abort();
		clearTimeout(this.#announcing);
	}

	async #run(): Promise<void> {
		const { signal } = this.#stopped;
		let from: string | undefined;
		let failures = 0;
		while (!signal.aborted) {
			try {
				from = from === undefined ? await this.#list() : await this.#follow(from);
				this.#problem = undefined;
				failures = 0;
				if (!this.#isServed) {
					return;
				}
			} catch (error) {
				if (signal.aborted) {
					return;
				}
				from = isGone(error) ? undefined : from;
				this.#problem = isGone(error) ? undefined : messageOf(error);
				this.#announce();
				failures += isGone(error) && failures === 0 ? 0 : 1;
				await sleep(failures === 0 ? 0 : pauseMs(failures), signal);
			}
		}
	}

	/** Reads all of it, and drops what is not there any more. */
	async #list(): Promise<string> {
		const { lists, discovery, resource, query = {} } = this.#settings;
		const { signal } = this.#stopped;
		const version = await discovery.versionOf(resource, signal);
		if (version === undefined) {
			return this.#absent();
		}
		const seen = new Set<string>();
		let from = '';
		try {
			for await (const page of lists.pages(resource, version, query, signal)) {
				page.objects.forEach(object => this.#hold(object, seen));
				this.#cut();
				from = page.resourceVersion;
				this.#announce();
			}
		} catch (error) {
			if (error instanceof ApiError && error.status === 404) {
				return this.#absent();
			}
			throw denialOf(error, 'list', resource, query.namespace);
		}
		[...this.#objects.keys()].filter(uid => !seen.has(uid)).forEach(uid => this.#objects.delete(uid));
		this.#isComplete = true;
		this.#isServed = true;
		this.#announce();
		return from;
	}

	#absent(): string {
		this.#isServed = false;
		this.#isComplete = true;
		this.#announce();
		return '';
	}

	/** Takes changes until the server ends the watch, and gives the version to go on from. */
	async #follow(from: string): Promise<string> {
		const { client, discovery, resource, query = {} } = this.#settings;
		const { signal } = this.#stopped;
		const version = (await discovery.versionOf(resource, signal)) ?? 'v1';
		const call = apiCalls.watch(resource, version, { ...query, resourceVersion: from }, watchSeconds);
		// A server that is gone without a word says nothing for longer than the watch lasts.
		const inTime = AbortSignal.any([signal, AbortSignal.timeout((watchSeconds + 30) * 1000)]);
		const response = await client.stream(call, inTime);
		if (response.statusCode !== 200) {
			throw denialOf(await refusalOf(response), 'watch', resource, query.namespace);
		}
		let newest = from;
		for await (const line of linesOf(response)) {
			newest = this.#take(line) ?? newest;
		}
		return newest;
	}

	/** One change; gives the version that it leads to. */
	#take(line: string): string | undefined {
		const event: unknown = JSON.parse(line);
		const raw = isObject(event) && isObject(event['object']) ? event['object'] : {};
		const type = isObject(event) ? event['type'] : undefined;
		if (type === 'ERROR') {
			throw new ApiError(Number(raw['code'] ?? 0), String(raw['message'] ?? ''), raw);
		}
		const metadata = isObject(raw['metadata']) ? raw['metadata'] : {};
		const object = type === 'BOOKMARK' ? undefined : readObject(raw);
		if (object && type === 'DELETED') {
			this.#objects.delete(object.metadata.uid);
		} else if (object) {
			this.#hold(object);
		}
		if (object) {
			this.#cut();
			this.#announce();
		}
		return typeof metadata['resourceVersion'] === 'string' ? metadata['resourceVersion'] : undefined;
	}

	#hold(object: KubeObject, seen?: Set<string>): void {
		const { uid } = object.metadata;
		if (this.#settings.keep?.(object) ?? true) {
			seen?.add(uid);
			this.#objects.set(uid, object);
		} else {
			this.#objects.delete(uid);
		}
	}

	/** Drops the oldest, some at a time: sorting for each that comes would cost more than they do. */
	#cut(): void {
		const { most = Infinity } = this.#settings;
		if (this.#objects.size <= most * 1.2) {
			return;
		}
		const newest = [...this.#objects.values()].sort((a, b) => (timeOf(a) < timeOf(b) ? 1 : -1));
		newest.slice(most).forEach(({ metadata }) => this.#objects.delete(metadata.uid));
		this.#isCut = true;
	}

	#announce(): void {
		this.#announcing ??= setTimeout(
			() => {
				this.#announcing = undefined;
				this.#settings.onChange();
			},
			this.#objects.size > many ? quietMs.many : quietMs.few,
		);
	}
}

/** RFC 3339 in UTC, which sorts as text. */
function timeOf(object: KubeObject): string {
	return (
		textOf(object, 'series', 'lastObservedTime') ??
		textOf(object, 'lastTimestamp') ??
		textOf(object, 'eventTime') ??
		object.metadata.creationTimestamp ??
		''
	);
}

/** The moment to go on from is forgotten: the list has to be read anew. */
function isGone(error: unknown): boolean {
	return error instanceof ApiError && error.status === 410;
}

/** Doubled with each failure, and not alike for all that were cut off at once. */
function pauseMs(failures: number): number {
	const longest = Math.min(longestPauseMs, shortestPauseMs * 2 ** Math.min(failures - 1, 10));
	return longest / 2 + (Math.random() * longest) / 2;
}

async function refusalOf(response: IncomingMessage): Promise<ApiError> {
	let text = '';
	for await (const chunk of response as AsyncIterable<Buffer>) {
		text = (text + chunk.toString('utf8')).slice(0, 100_000);
	}
	return errorOf({ status: response.statusCode ?? 0, text });
}

/** Lines of an answer that does not end. A line may be as large as an object. */
async function* linesOf(response: IncomingMessage): AsyncGenerator<string> {
	const decoder = new TextDecoder();
	let rest = '';
	for await (const chunk of response as AsyncIterable<Buffer>) {
		const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
		rest = lines.pop() ?? '';
		yield* lines.filter(line => line.trim() !== '');
	}
}
