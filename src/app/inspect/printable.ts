import { textOf } from '../../disk/value-kind.ts';

/** C0, DEL and C1: a terminal would act on them. */
const controls = /[\u0000-\u001f\u007f-\u009f]/g;

/** Bytes for a terminal: as text where they are, with what a terminal would act on escaped; else as hexadecimal. */
export function printable(bytes: Uint8Array): string {
	const text = textOf(bytes);
	return text === undefined ? `0x${hexOfBytes(bytes)}` : escapeControls(text);
}

export function escapeControls(text: string): string {
	return text.replace(controls, character => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`);
}

/** For JSON: `name` where the bytes are text, else `nameHex`, so that no byte is lost. */
export function bytesField(name: string, bytes: Uint8Array): Readonly<Record<string, string>> {
	const text = textOf(bytes);
	return text === undefined ? { [`${name}Hex`]: hexOfBytes(bytes) } : { [name]: text };
}

function hexOfBytes(bytes: Uint8Array): string {
	return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex');
}
