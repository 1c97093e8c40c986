import { Message } from '../core/protobuf.ts';

/** What the bytes of a value are. */
export type ValueKind =
	| { readonly kind: 'text' | 'json' | 'binary' | 'empty' }
	/** As a kube-apiserver stores what is compiled in. */
	| { readonly kind: 'kubernetes'; readonly apiVersion: string; readonly type: string }
	/** As a kube-apiserver stores what it encrypts; the provider is the part behind `k8s:enc:`. */
	| { readonly kind: 'encrypted'; readonly provider: string };

const decoder = new TextDecoder('utf-8', { fatal: true });
const kubernetesMagic = [0x6b, 0x38, 0x73, 0x00];
const encryptedPrefix = 'k8s:enc:';
/** Enough to tell what it is without decoding a large value. */
const headBytes = 256;

export function valueKindOf(value: Uint8Array): ValueKind {
	if (value.length === 0) {
		return { kind: 'empty' };
	}
	if (kubernetesMagic.every((byte, at) => value[at] === byte)) {
		const meta = Message.tryDecode(value.subarray(4))?.bytes(1) ?? new Uint8Array();
		const type = Message.tryDecode(meta);
		return { kind: 'kubernetes', apiVersion: type?.text(1) ?? '', type: type?.text(2) ?? '' };
	}
	const head = String.fromCharCode(...value.subarray(0, headBytes));
	if (head.startsWith(encryptedPrefix)) {
		return { kind: 'encrypted', provider: head.slice(encryptedPrefix.length).split(':').slice(0, 3).join(':') };
	}
	const text = textOf(value);
	return { kind: text === undefined ? 'binary' : isJson(text) ? 'json' : 'text' };
}

/** Undefined when the bytes are no UTF-8. */
export function textOf(bytes: Uint8Array): string | undefined {
	try {
		return decoder.decode(bytes);
	} catch (error) {
		if (error instanceof TypeError) {
			return undefined;
		}
		throw error;
	}
}

function isJson(text: string): boolean {
	if (!/^\s*[[{]/.test(text)) {
		return false;
	}
	try {
		JSON.parse(text);
		return true;
	} catch (error) {
		if (error instanceof SyntaxError) {
			return false;
		}
		throw error;
	}
}
