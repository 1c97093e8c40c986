import { messageOf } from '../core/errors.ts';

/** The code and the failed call of an error of Node's; empty where it has none. */
export function detailsOf(error: unknown): { readonly code: string; readonly syscall: string } {
	// Reading a property of any object is safe; what is not there is undefined.
	const { code, syscall } = Object(error) as { code?: unknown; syscall?: unknown };
	return { code: String(code ?? ''), syscall: String(syscall ?? '') };
}

/** `tlsv13 alert certificate required`, of a message that else tells file, line and numbers of OpenSSL's source. */
export function opensslReason(error: unknown): string {
	const [, reason] = /(?:^|:)error:[0-9A-F]+:[^:]*:[^:]*:([^:]+)/.exec(messageOf(error)) ?? [];
	return (reason ?? messageOf(error)).trim();
}
