import { setTimeout } from 'node:timers/promises';
import { calls, type KeyPage } from './calls.ts';
import type { MemberClient } from './member-client.ts';

/** A page is one answer; without values it is some 100 kB, which no member minds. */
const pageKeys = 1000;
/** A member rests as long as it worked, so that it has at least half of its time for others. */
const shortestRestMs = 5;

/** All keys of a member, page by page, without values, as the member has them: nothing passes through raft. */
export async function* keyPages(client: MemberClient, signal: AbortSignal): AsyncGenerator<KeyPage> {
	let from: Uint8Array = new Uint8Array(1);
	for (;;) {
		const since = performance.now();
		const page = await client.call(calls.keyPage(from, pageKeys));
		yield page;
		const last = page.keys.at(-1);
		if (!page.more || !last) {
			return;
		}
		from = Uint8Array.of(...last.key, 0);
		await setTimeout(Math.max(shortestRestMs, performance.now() - since), undefined, { signal });
	}
}
