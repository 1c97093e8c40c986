import { certificateOf, parsePem } from '../adapters/etcd/certificates.ts';
import type { Certificate } from '../core/facts.ts';

/** The first certificate of a PEM file; nothing for what is none. */
export function certificateIn(bytes: Uint8Array): Certificate | undefined {
	try {
		const [first] = parsePem(Buffer.from(bytes));
		return first && certificateOf(first);
	} catch {
		// A key, a broken file: rules about certificates tell of that, others have nothing to say of it.
		return undefined;
	}
}
